/**
 * What a word does in a sentence about people. Words of one class are exchangeable to the router: what it learns
 * about one holds for all. The place in the list is the number in the weights file.
 */
export const wordClasses = [
  "none",
  "group", // a protected group as such: women, refugees
  "member", // one of them: a woman, an immigrant
  "groupAdjective", // before people: black, gay, disabled
  "people",
  "person",
  "slur",
  "doubtfulSlur", // a slur in one sense, harmless in another
  "sexistInsult",
  "beast", // vermin, filth, disease
  "insult",
  "bad",
  "good",
  "hate",
  "love",
  "kill",
  "remove",
  "crime",
  "not",
  "should",
  "condemn",
  "say",
  "profanity",
  "thing",
  "otherGroup", // a group by trade, taste or opinion
  "relation", // boss, brother, neighbour
  "very",
  "all",
  "you",
  "we",
  "i",
  "they",
  "be",
  "ask",
  "inferior",
  "dignity", // rights, respect, equality
  "disgust",
  "wish",
  "pride",
  "think",
  "place",
  "victim", // attacked, abused, harassed: what is done to people
  "but",
  "help",
  "quote",
  "address",
  "number",
  "stop",
  "exclaim",
  "question",
  "emoji",
  "everyday", // food, weather, work
  "groupThing", // mosque, hijab, pride parade
] as const;

export type WordClass = (typeof wordClasses)[number];

export const classNumber = (name: WordClass): number => wordClasses.indexOf(name);
