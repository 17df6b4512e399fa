/**
 * What the router says of a message, each as a probability.
 * - `look`: somebody who marks hate by the rules of the language's data sets would mark this. English sets mark hate towards
 *   protected groups; Korean ones also insults and profanity towards a person. This is the score that routes.
 * - `hate`: hate towards a protected group.
 * - `abuse`: insult or profanity at somebody, with or without a group.
 * - `threat`: a threat of violence, towards a group or a person.
 */
export const heads = ["look", "hate", "abuse", "threat"] as const;
export type Head = (typeof heads)[number];
export const HEADS = heads.length;

export const languages = ["en", "ko"] as const;
export type RouterLanguage = (typeof languages)[number];
