/** CONTENT NOTE: what is said of groups, good and bad, to be put behind "they". */
import { list, type Slots } from "./grammar.ts";

export const englishClauses: Slots = {
  BAD: list(
    `are {NA}; are {very} {NA}; are all {INS}; are {beast}; can't be trusted; ruin everything they touch; smell; lie about everything; should be {removed}; should be {killed}; never do an honest day's work; only take and never give; are what is wrong with {place}; have no place in {place}; have no business being here; make me sick; deserve nothing; are a danger to our children; bring crime wherever they go; don't wash; can't even speak properly; breed too much; are after your money; will stab you in the back; are too stupid to learn; think they own the place; want to destroy our way of life; belong behind bars; aren't worth the air they breathe; can't think straight; are good for nothing; are animals, not people; have no morals; don't know how to behave; are a waste of taxpayers' money; would sell their own mother; live like pigs; are the scum of the earth; steal anything that isn't nailed down; are born criminals; should crawl back to where they came from; should be kept away from decent people; should know their place; aren't human; must go; need to disappear; are sick in the head; are beyond help; don't deserve {dignity}`,
  ),
  GOODC: list(
    `are kind to everyone; brought us homemade {food}; helped me move house; work two jobs; opened a bakery; play football with my kids; are {GOOD}; are {praise}; are good neighbours; sing in the choir; study medicine; cook the best {food}; are funny; run the shop on the corner; teach at the local school; pay their taxes like everybody else; love this town; taught me how to dance; are quiet; invited us to dinner; want what everybody wants; deserve a fair chance; fixed my car for free; write wonderful books; take good care of their garden; celebrate every birthday together; are learning English; live in a small flat; work at the hospital; go to school with my daughter; have been here for years; are having a party tonight; moved in last month; like the same music as me; told me about their journey; play chess in the park; voted yesterday; got married last week; asked for directions; are expecting a baby; came to the meeting; make great colleagues; need a ramp at the entrance; asked for better wages`,
  ),
  SELFBAD: list(
    `are lying to you again; ruin every meeting; can't be trusted; are {NA}; never listen; only want your money; make me sick; should be fired; should be banned; are a plague; are {INS}; take forever; never work; waste my time; ruin everything; deserve no mercy; are {beast}`,
  ),
  HISBAD: list(
    `is {NA}; is {very} {NA}; lied to me again; is {an} {INSone3}; makes me sick; ruins every meeting; never listens; should be fired; stole my lunch; can't be trusted; is a waste of space; is {fuck} useless; cheated on me; keeps yelling at everyone; smells terrible today`,
  ),
  weapon: list(
    `a knife; a gun; a bat; a hammer; a bullet; fire; acid; my fists; a rope; a brick; petrol; a shotgun`,
  ),
  site: list(
    `mosque; synagogue; temple; pride parade; gay bar; refugee shelter; Black church; women's march; Chinatown; asylum centre; kosher shop; halal butcher`,
  ),
  doctrine: list(
    `Islam; Catholicism; Hinduism; Judaism; Scientology; religion; the church; the Vatican; the Quran; the Bible; Zionism; feminism; communism; nationalism; the Chinese government; the Israeli government; the Iranian regime; the Saudi monarchy; the Home Office; the immigration system; the EU; the caste system`,
  ),
  critic: list(
    `is wrong about a lot of things; has too much power; needs reform; treats women badly; makes no sense to me; is bad for the economy; should be criticised openly; is corrupt; has failed; is full of contradictions; is outdated; harms poor people; should stay out of politics; is a scam; broke its promises; is not for me`,
  ),
  reporter: list(
    `according to the report; witnesses say; the court heard that; the documentary shows how; historians write that; the article says that; the survey found that; prosecutors say; the victim told the police that; the museum explains how`,
  ),
};
