import type { Language } from "./case.ts";

/** What one function of the suites tests. All its cases carry the same label. */
export interface SuiteFunction {
  /** Name of the file in the folder of each language. */
  readonly name: string;
  readonly hateful: boolean;
  readonly languages: readonly Language[];
  /** Cases carry the plain form that they hide. */
  readonly obfuscated?: true;
  /** `varied`: spread over many protected groups. `few`: the function itself is about few. `none`: no protected group. */
  readonly groups: "varied" | "few" | "none";
  /** What a case of this function is, and what makes it hard. */
  readonly description: string;
}

const BOTH: readonly Language[] = ["en", "ko"];
const EN: readonly Language[] = ["en"];
const KO: readonly Language[] = ["ko"];

const hateful = (
  name: string,
  description: string,
  languages: readonly Language[] = BOTH,
  groups: SuiteFunction["groups"] = "varied",
): SuiteFunction => ({ name, hateful: true, languages, groups, description });

const harmless = (
  name: string,
  description: string,
  groups: SuiteFunction["groups"] = "varied",
  languages: readonly Language[] = BOTH,
): SuiteFunction => ({ name, hateful: false, languages, groups, description });

const obfuscated = (name: string, description: string, languages: readonly Language[]): SuiteFunction => ({
  name,
  hateful: true,
  languages,
  obfuscated: true,
  groups: "varied",
  description,
});

/** Every function of the suites; a file of cases that is not named here is a fault. */
export const SUITE_FUNCTIONS: readonly SuiteFunction[] = [
  hateful("derogation", "Says of a group that its members are bad, stupid, dirty or false by nature."),
  hateful(
    "implied-derogation",
    "The same without saying it: innuendo, mock surprise, a stereotype as a joke.",
  ),
  hateful("stated-hatred", "Says that the writer hates or despises a group; mostly no slur, no profanity."),
  hateful("dehumanisation", "Calls a group animals, vermin, disease, waste or things."),
  hateful("threat", "The writer announces violence against members of a group."),
  hateful("call-for-harm", "Wishes or demands that others harm a group, or says that it deserves harm."),
  hateful("exclusion", "Demands that a group be shut out, expelled or stripped of rights, with contempt."),
  hateful("slur", "Uses a slur for a group, as abuse."),
  hateful("profane-hate", "Profanity aimed at a group."),
  hateful("later-reference", "Names the group neutrally; the abuse follows in a later clause or sentence."),
  hateful("denied-worth", "Hate by negation: a group is not human, has no right, has no decent member."),
  hateful("hateful-question", "Hate put as a question."),
  hateful("hateful-opinion", "Hate put as a polite or personal opinion."),
  hateful("abused-member", "Abuse of one person for being a member of a group."),
  hateful("honorific-sarcasm", "Abuse of a group in elaborately polite Korean.", KO),
  hateful("regional-slang", "Korean slang against the people of a region.", KO, "few"),
  hateful("gender-slang", "Korean slang against women or men, and against gay and trans people.", KO, "few"),

  harmless("reclaimed-slur", "A slur that members of the group use of themselves or their friends."),
  harmless("homonym", "A word that looks like a slur or contains one, and means something else.", "none"),
  harmless("profanity", "Profanity that is aimed at nobody.", "none"),
  harmless("negated-hate", "Denies or rejects hate: nobody should, it is not true that, I do not hate."),
  harmless("question", "A sincere question about a group, or about hatred of it."),
  harmless("opinion", "An opinion about matters of a group, approving or not, without contempt."),
  harmless("counter-quoting", "Counter-speech that quotes the hate it answers."),
  harmless("counter-referring", "Counter-speech that refers to hate without repeating it."),
  harmless("neutral-identity", "Mentions a group in passing."),
  harmless("positive-identity", "Speaks well of a group."),
  harmless("abused-object", "Hatred of things, animals, food, weather.", "none"),
  harmless("abused-individual", "Abuse of one person for what that person did; no group.", "none"),
  harmless(
    "abused-nonprotected",
    "Abuse of a group that is not protected: an occupation, a habit, fans.",
    "none",
  ),
  harmless(
    "later-reference-harmless",
    "Mentions a group; the hard words that follow are about something else.",
  ),
  harmless("reported-hate", "News, history and research about hate."),
  harmless("figurative-violence", "Words of violence or colour in sport, games, cooking, computing.", "none"),
  harmless("criticism", "Criticism of a government, an institution, a policy, a doctrine, a product."),
  harmless(
    "stylised-harmless",
    "Harmless text in the dress of an obfuscation: spaced, stretched, full-width.",
    "none",
  ),
  harmless("initials-harmless", "Everyday Korean initial consonants (초성).", "none", KO),
  harmless("dialect-harmless", "Everyday talk in a Korean dialect.", "few", KO),
  harmless("honorific-harmless", "Elaborately polite Korean that is meant, or playful.", "varied", KO),

  obfuscated("zero-width", "Invisible characters inside words.", BOTH),
  obfuscated("homoglyphs", "Letters of other scripts that look the same.", EN),
  obfuscated("styled-letters", "Full-width, mathematical, circled, squared and small-capital letters.", EN),
  obfuscated("combining-marks", "Letters under strokes and floods of accents.", EN),
  obfuscated("leet", "Digits and signs for letters.", EN),
  obfuscated("spaced-letters", "Letters of a word set apart by spaces.", EN),
  obfuscated("punctuated-letters", "Letters of a word set apart by punctuation.", EN),
  obfuscated("repeated-letters", "Letters repeated at random.", EN),
  obfuscated("joined-words", "Words run together into one.", EN),
  obfuscated("masked-letters", "Some letters of a word replaced by a sign.", BOTH),
  obfuscated("misspelt", "Words misspelt on purpose or as they sound.", BOTH),
  obfuscated("emoji-for-word", "An emoji stands for the word that matters.", BOTH),
  obfuscated("encoded-hangul", "Conjoining and half-width jamo, Hangul fillers between syllables.", KO),
  obfuscated("punctuated-syllables", "Syllables set apart by punctuation or digits.", KO),
  obfuscated("spaced-syllables", "Syllables set apart by spaces.", KO),
  obfuscated("lengthened", "Syllables drawn out, or broken up by ㅋ, ㅎ, dashes.", KO),
  obfuscated("initials", "The word that matters is cut down to initial consonants (초성).", KO),
  obfuscated("jamo-split", "The word that matters is written as single jamo.", KO),
  obfuscated("yaminjeongeum", "Syllables swapped for others that look alike (야민정음).", KO),
  obfuscated("mixed-characters", "Latin letters and digits for parts of a Korean word.", KO),
  obfuscated("keyboard-layout", "Korean typed with the keyboard set to Latin letters.", KO),
];
