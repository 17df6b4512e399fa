/**
 * Emoji that name a group, a thing or a feeling which decides what a message says, in words. In hateful messages
 * they stand where a word would; the others pass as they are.
 */
export const emojiMeanings: Readonly<Record<string, string>> = {
  // People and groups.
  "👳": "muslim man", "🧕": "muslim woman", "☪": "muslim", "🕌": "mosque", "📿": "muslim", "✡": "jewish", "🕍": "synagogue",
  "🕎": "jewish", "✝": "christian", "⛪": "church", "🛕": "hindu temple", "🕉": "hindu", "☸": "buddhist",
  "🌈": "gay", "⚧": "trans", "👬": "gay couple", "👭": "lesbian couple", "♿": "disabled", "🦽": "disabled", "🦼": "disabled",
  "🦯": "blind", "🧏": "deaf", "🦻": "deaf", "👲": "chinese man", "👵": "old woman", "👴": "old man", "🧓": "old person",
  "👩": "woman", "👨": "man", "👧": "girl", "👦": "boy", "🚺": "women", "🚹": "men", "♀": "female", "♂": "male",
  "👯": "women", "💃": "woman", "👰": "woman", "👸": "woman", "🤰": "woman", "🙎": "woman", "💁": "woman", "🙍": "woman",
  "👶": "baby", "👱": "person", "🧑": "person", "🧔": "man", "🧒": "child", "👮": "police", "⬛": "black", "⬜": "white",
  "🏴": "black", "🖤": "black", "🤎": "brown", "🟫": "brown", "⚫": "black", "⚪": "white", "🟤": "brown", "👤": "person", "👥": "people",
  // What is said of them.
  "🐀": "rat", "🐁": "rat", "🐒": "monkey", "🐵": "monkey", "🙈": "monkey", "🙉": "monkey", "🦍": "ape", "🦧": "ape", "🐷": "pig", "🐖": "pig", "🐽": "pig",
  "🐍": "snake", "🪳": "cockroach", "🐛": "bug", "🦟": "pest", "🪰": "pest", "🐜": "insect", "🕷": "spider", "🐕": "dog", "🐶": "dog", "🐩": "dog",
  "🐄": "cow", "🐮": "cow", "🐑": "sheep", "🐐": "goat", "🐪": "camel", "🐫": "camel", "🐴": "horse", "🐔": "chicken", "🐢": "turtle", "👹": "monster", "👺": "monster", "👿": "evil",
  "😈": "evil", "🦠": "disease", "💩": "shit", "🗑": "trash", "🚮": "trash", "🚯": "trash", "🤮": "disgusting", "🤢": "disgusting", "🤡": "clown",
  "🥴": "stupid", "🤪": "crazy", "🧟": "zombie", "☠": "death", "💀": "death", "⚰": "death", "🪦": "death", "🔪": "kill", "🗡": "kill", "⚔": "kill",
  "🔫": "shoot", "💣": "bomb", "🧨": "bomb", "💥": "bomb", "🔥": "burn", "🪓": "kill", "🩸": "blood", "🥊": "punch", "👊": "punch", "🤛": "punch",
  "⛓": "chain", "🪢": "hang", "🏹": "shoot", "🚷": "ban", "🚫": "ban", "⛔": "ban", "🛑": "stop", "❌": "no", "❎": "no", "🙅": "no",
  "👎": "bad", "🖕": "fuck you", "😡": "angry", "🤬": "angry", "😠": "angry", "😤": "angry", "🙄": "annoying", "😒": "annoying", "😑": "annoying", "🚩": "bad",
  "💸": "money", "💰": "money", "🤑": "greedy", "👃": "nose", "🧠": "brain", "🍌": "banana", "🍉": "watermelon", "🍗": "chicken", "🥷": "ninja",
  "❤": "love", "💕": "love", "💖": "love", "💗": "love", "💙": "love", "💚": "love", "💛": "love", "💜": "love", "🧡": "love", "🤍": "love", "♥": "love",
  "💓": "love", "💞": "love", "💘": "love", "😍": "love", "🥰": "love", "😘": "love", "🤗": "love", "👍": "good", "👏": "bravo", "🙌": "bravo", "💯": "right",
  "✅": "right", "✔": "right", "🎉": "bravo", "😊": "happy", "😁": "happy", "😃": "happy", "😄": "happy", "🙂": "happy", "😂": "lol", "🤣": "lol", "😢": "sad",
  "😭": "sad", "😔": "sad", "🤷": "unsure", "🤔": "unsure", "🔌": "plug", "🏳": "flag", "🍆": "dick", "🍑": "ass", "🍒": "breasts", "🐱": "pussy", "🐈": "pussy", "👅": "tongue",
}; // biome-ignore format: a table

/** What a flag is called before "people"; other flags say only that they are one. */
export const flagMeanings: Readonly<Record<string, string>> = {
  CN: "chinese", JP: "japanese", KR: "korean", KP: "korean", MX: "mexican", IN: "indian", PK: "pakistani", BD: "bangladeshi", SA: "saudi",
  IR: "iranian", IQ: "iraqi", SY: "syrian", AF: "afghan", TR: "turkish", IL: "israeli", PS: "palestinian", NG: "nigerian", SO: "somali", ET: "ethiopian",
  KE: "kenyan", GH: "ghanaian", ZA: "african", PL: "polish", RO: "romanian", RU: "russian", UA: "ukrainian", AL: "albanian", VN: "vietnamese", TH: "thai",
  PH: "filipino", ID: "indonesian", US: "american", GB: "british", FR: "french", DE: "german", IT: "italian", ES: "spanish", BR: "brazilian",
  CO: "colombian", CU: "cuban", HT: "haitian", PR: "puerto rican", EG: "egyptian", MA: "moroccan", DZ: "algerian", JM: "jamaican", IE: "irish", GR: "greek", UZ: "uzbek", MN: "mongolian",
}; // biome-ignore format: a table
