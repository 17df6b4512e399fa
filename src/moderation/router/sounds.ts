import { HANGUL, kindOf, partsOf } from "../normalise/index.ts";
import { addFeature, type Features, PIECES } from "./feature-list.ts";
import { addToHash, HASH_START } from "./hash.ts";

const SEED = HASH_START ^ 23;
const OPEN_SEED = HASH_START ^ 29;
const BLANK = 32;

/** Plain, tense and aspirated consonants are one; a final consonant sounds as the initial one that it is nearest to. 0: none is heard. */
const consonants = [
  "ㄱㄲㅋㄳㄺ",
  "ㄴㄵㄶ",
  "ㄷㄸㅌ",
  "ㄹㄼㄽㄾㅀ",
  "ㅁㄻ",
  "ㅂㅃㅍㅄㄿ",
  "ㅅㅆ",
  "ㅈㅉㅊ",
  "ㅎ",
  "ㅇ",
];
/** Vowels that differ by a glide, or that hardly anybody tells apart, are one. */
const vowels = ["ㅏㅑㅘ", "ㅓㅕㅝ", "ㅗㅛ", "ㅜㅠㅡ", "ㅣㅟㅢ", "ㅐㅔㅒㅖㅙㅚㅞ"];
const FIRST_VOWEL = 16;

const soundsOf = (letters: string, groups: readonly string[], first: number) =>
  Uint8Array.from(letters, (jamo) =>
    jamo === "-" ? 0 : first + groups.findIndex((group) => group.includes(jamo)),
  );
const initialSound = soundsOf("ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆ-ㅈㅉㅊㅋㅌㅍㅎ", consonants, 1);
const vowelSound = soundsOf("ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ", vowels, FIRST_VOWEL);
const finalSound = soundsOf("-ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ", consonants, 1);

/** The sounds of a run of Hangul that has been read so far. */
interface Heard {
  hash: number;
  last: number;
  count: number;
  /** Of initial consonants and vowels alone. */
  openHash: number;
}

/** Takes the sounds of a syllable into `heard`: 죽어 and 쥬거 sound alike, and so do 시발 and 시이발. */
export function hearSyllable(heard: Heard, char: number): void {
  const [initial, vowel, final] = partsOf(char);
  heard.openHash = addToHash(
    addToHash(heard.openHash, initialSound[initial] as number),
    vowelSound[vowel] as number,
  );
  hear(heard, initialSound[initial] as number);
  hear(heard, vowelSound[vowel] as number);
  hear(heard, finalSound[final] as number);
}

function hear(heard: Heard, sound: number): void {
  if (sound === 0 || sound === heard.last) return;
  heard.hash = addToHash(heard.hash, sound);
  heard.last = sound;
  heard.count++;
}

export const createHeard = (): Heard => ({ hash: 0, last: 0, count: 0, openHash: 0 });

export function hearNothing(heard: Heard): void {
  heard.hash = SEED;
  heard.openHash = OPEN_SEED;
  heard.last = 0;
  heard.count = 0;
}

const MAX_SOUNDS = 250;
const sounds = new Uint8Array(MAX_SOUNDS + 4);
const soundAt = new Int32Array(MAX_SOUNDS + 4);

/** Four to six sounds of what is written without a blank, as it is spoken. */
export function findSounds(chars: Uint16Array, from: number, until: number, features: Features): void {
  let size = 0;
  const add = (sound: number, at: number) => {
    if (sound === 0 || (size > 0 && sounds[size - 1] === sound)) return;
    soundAt[size] = at;
    sounds[size++] = sound;
  };
  for (let i = from; i < until && size < MAX_SOUNDS; i++) {
    const char = chars[i] as number;
    if (kindOf(char) !== HANGUL) continue;
    const [initial, vowel, final] = partsOf(char);
    add(initialSound[initial] as number, i);
    add(vowelSound[vowel] as number, i);
    add(finalSound[final] as number, i);
  }
  for (let i = -1; i < size - 2; i++) {
    let hash = addToHash(SEED, i < 0 ? BLANK : (sounds[i] as number));
    const start = soundAt[i < 0 ? 0 : i] as number;
    hash = addToHash(hash, sounds[i + 1] as number);
    hash = addToHash(hash, sounds[i + 2] as number);
    const last = i + 5 < size ? i + 5 : size;
    for (let j = i + 3; j <= last; j++) {
      hash = addToHash(hash, j === size ? BLANK : (sounds[j] as number));
      addFeature(features, PIECES, hash, start, (soundAt[j === size ? size - 1 : j] as number) + 1);
    }
  }
}
