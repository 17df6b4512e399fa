/** What people say all day and what headlines say: most of what the router sees, and nothing to look at. */
import { harmless } from "../example.ts";
import type { Family } from "./family.ts";
import { list } from "./grammar.ts";

export const everydaySlots = {
  meal: list("breakfast; lunch; dinner; a snack; brunch; a barbecue; coffee; tea; cake"),
  day: list(
    "Monday; Tuesday; Wednesday; Thursday; Friday; Saturday; Sunday; tomorrow; next week; tonight; this afternoon; this weekend",
  ),
  kin: list(
    "my sister; my brother; my mom; my dad; my wife; my husband; my son; my daughter; my cousin; my friend; my girlfriend; my boyfriend; my grandma; my roommate; the kids; my boss; a colleague; my neighbour",
  ),
  act: list(
    "go for a walk; watch a movie; play some games; grab {meal}; go shopping; clean the house; study for the exam; visit {kin}; cook something; go to the gym; take the train; read a book; fix the bike; book the flights; paint the fence; call the bank; plan the trip; practise the piano; walk the dog; finish the report",
  ),
  did: list(
    "went for a walk; watched a movie; played chess; had {meal}; went shopping; cleaned the house; passed the exam; visited {kin}; cooked pasta; missed the train; read a great book; fixed the bike; booked the flights; lost my umbrella; got a new job; moved to a new flat; broke my arm; caught a cold",
  ),
  feel: list(
    "tired; happy; sad; excited; nervous; sick; hungry; bored; proud; stressed; fine; great; lonely; relieved; confused; angry; grateful; in love",
  ),
  city: list(
    "Leeds; Chicago; Toronto; Berlin; Seoul; Mumbai; Lagos; Sydney; Paris; Austin; Madrid; Dublin; Cairo; Kyiv; Nairobi; Manila; Lima; Glasgow",
  ),
  nation: list(
    "US; UK; Chinese; Indian; French; German; Nigerian; Mexican; Israeli; Turkish; Korean; Japanese; Russian; Ukrainian; Brazilian; Iranian; Saudi; Pakistani; Syrian; Kenyan",
  ),
  official: list(
    "police; court; mayor; minister; president; senator; union; council; judge; hospital; university; company; bank; airline; prosecutor; fire department; government",
  ),
  topicN: list(
    "climate; trade; housing; health; migration; energy; security; tax; school; rail; rights; budget; abortion; asylum; gun; pension",
  ),
  crimeN: list(
    "murder; fraud; robbery; assault; stabbing; shooting; arson; bombing; kidnapping; hate crime; terror attack; rape; smuggling; corruption",
  ),
  victimN: list(
    "man; woman; teenager; girl; boy; couple; family; teacher; police officer; migrant; Muslim man; Jewish woman; black man; trans woman; elderly woman; refugee; tourist; driver",
  ),
};

/** What headlines tell of groups, and what encyclopedias say of them. */
export const newsSlots = {
  fact2: list(
    "changed the food of {city}; built the railway; shaped modern music; won the right to vote; live today; saved a village",
  ),
  fact3: list(
    "fast this month; live longer; light candles; speak two languages; move to {city}; celebrate twice",
  ),
  happens: list(
    `rescued off the coast of {city}; flee violence in {city}; cross the border near {city}; face eviction in {city}; win lawsuit against {official}; demand inquiry into {crimeN}; hold vigil in {city}; report rise in racism; report rise in {topicN} costs; welcome ruling on {topicN}; criticise {topicN} plan; targeted in attacks in {city}; left homeless by flood; granted asylum in {city}; protest outside {official}; left out of {topicN} bill; underrepresented in parliament, study says; more likely to be poor, report finds; worry about new {topicN} rules; celebrate holiday in {city}; mark anniversary of {crimeN}; back candidate in {city}; split over {topicN} vote; hit hardest by {topicN} cuts; sue {official} over {topicN}; detained at {city} airport; stranded in {city} as talks fail; die in lorry near {city}; among victims of {crimeN} in {city}; win gold in {city}; elected to {city} council; accuse {official} of {crimeN}; call for calm after {crimeN}; wait years for {topicN} decision; turned away at border; return home after war`,
  ),
  doesTo: list(
    `vows mass deportation of; promises help for; cuts benefits for; rejects appeal by; apologises to; arrests dozens of; opens shelter for; expands healthcare for; bans discrimination against; limits visas for; honours; counts more than a thousand; investigates attacks on; raises pension for; meets with; defends treatment of; expels; welcomes`,
  ),
  fact: list(
    `usually live longer than {G}; are known for their {food}; make up twelve percent of the population; often speak two languages; tend to marry later than before; make up half of the staff; came to {city} in the 1960s; vote more often than {G}; are a minority in {city}; were first to settle here; have their own newspaper in {city}; fast for one month a year; light candles in winter; earn less than {G} on average; are more likely to work in health care; first arrived in the nineteenth century; pray in that building; live mostly in the north; read more novels than {G}; are younger than {G} on average; have a long tradition of music; call this dish {food}; go to church on Sundays; fought in both wars; play cricket; study abroad more often`,
  ),
};

export const englishEveryday: readonly Family[] = [
  {
    shows: "everyday talk",
    answers: harmless,
    templates: list(`
      what are you doing {day}?; do you want to {act} {day}?; I {did} yesterday; I'm so {feel} today; I feel {feel}; how was {meal}?; how are you?; fine, thanks, and you?; let's {act} {day}; I have to {act} before {day}; {kin} {did} last week; {kin} wants to {act}; could you help me {act}?; sorry I'm late, I {did}; that sounds {wasgood}; the {food} was {wasgood}; I love {food}; {kin} makes the best {food}; see you {day}; thank you so much for your help; no problem, any time; what time does it start?; it starts at [six|seven|nine]; is {day} okay for you?
      congratulations on the new job; happy birthday; I can't believe it's already {day}; it's raining again; the weather is {wasgood}; my {thing} isn't working; can you fix the {thing}?; where did you buy that {thing}?; how much was it?; it cost too much; I don't like {things}; I'm not a fan of {things}; my head hurts, I think I'm sick; you should see a doctor; did you sleep well?; I miss {kin}; {kin} is a {job}; are you a {job}?; I want to become a {job}; I work as a {job} in {city}; have you ever been to {city}?; we're moving to {city} next year; the {thing} is too expensive; I hope it works out; good luck with the exam; don't worry about it; you're right, I'm wrong; I disagree, but okay
      you look beautiful today; you look tired; she is a nice girl; he's a good man; that woman over there is my aunt; those men are fixing the roof; the old man next door is kind; my girl is three years old; girls' night {day}; ladies first; who is that black cat?; I wore my black dress; a white shirt and black shoes; white rice or brown rice?; black coffee please; the Indian restaurant on the corner is {wasgood}; let's get Chinese tonight; I'm learning Korean; she speaks Arabic and Turkish; our Japanese class was {wasgood}; the French team won; my Mexican neighbour made {food}; a German engineer; the Turkish barber did a {wasgood} job; I'm going to the mosque {day}; we met at church; her bat mitzvah was {wasgood}; Ramadan starts soon; Merry Christmas everyone
      I could kill for {food}; I'm dying to see it; you're killing me, that's so funny; this {thing} is killing me; my feet are killing me; shoot, I forgot; break a leg; he killed it on stage; I'd die for that {food}; dead tired after work; that joke was sick; what a sick {thing}; I'm dead lol; hit me up {day}; she slays; beat the boss on the first try; we got destroyed in the match; I murdered that exam; our team got crushed; it's not you, it's me; why is the {thing} so slow?; who broke the {thing}?; stop it, you're making me laugh; they're coming over for {meal}; those people are waiting for the bus; I don't think they know; we need to talk; don't be silly; you're crazy lol; that's stupid but funny; I was so dumb, I {did} twice`),
  },
  {
    shows: "news",
    answers: harmless,
    templates: list(`
      {official} [arrests|charges|questions|releases] {victimN} over {crimeN} in {city}; {victimN} [killed|injured|found dead|hurt|missing] after {crimeN} in {city}; {nation} {official} [condemns|investigates|denies|admits] {crimeN}; {nation} [leaders|lawmakers|voters|workers|fans] [split|protest|march|vote|meet] over {topicN} [bill|plan|deal|crisis|reform]; {G} [protest|march|rally|gather|demand rights|celebrate] in {city}; {official} [bans|backs|blocks|delays|approves] {topicN} [bill|plan|deal|law]; new {topicN} rules for {G} take effect {day}; study: {G} [earn less|live longer|face discrimination|underpaid|more likely to be stopped by police]; number of {G} in {city} [rises|falls|doubles]; {official} apologises to {G} after {crimeN}
      {crimeN} against {G} on the rise, says report; {victimN} wins [prize|award|election|case] in {city}; {nation} film about {G} wins prize; [Dozens|Thousands|Hundreds] of {G} [rescued|stranded|evacuated|honoured] in {city}; first {M} elected [mayor|president|senator|judge] of {city}; {nation} {official} to deport [two|three|dozens of] {G}; {G} fear new {topicN} law; vigil held for {victimN} killed in {city}; man jailed for {crimeN} of {victimN}; {official} says suspect in {crimeN} is a {M}; {nation} troops leave {city}; {nation} economy [grows|shrinks|slows]; shares fall as {topicN} talks fail; how {G} changed {city}; opinion: why {topicN} policy fails {G}; {city} museum opens exhibition on {G}`),
  },
  {
    shows: "news",
    answers: harmless,
    templates: list(`
      {G} {happens}; {G} {happens}; {victimN} {happens}; {official} {doesTo} {G}; {nation} {official} {doesTo} {G}; president {doesTo} {G}; {nation} {G} {happens}; [Hundreds|Dozens|Three|Many] of {G} {happens}; young {G} {happens}; how {G} {fact2}; {official} {doesTo} {G} after {crimeN}; {G} in {city} {happens}; why {G} {happens}; breaking: {G} {happens}; {city}: {G} {happens}; {official} {doesTo} {G} in {city}`),
  },
  {
    shows: "facts about groups",
    answers: harmless,
    templates: list(`
      {G} {fact}; {G} {fact}; in {city}, {G} {fact}; did you know that {G} {fact}?; I read that {G} {fact}; according to the census {G} {fact}; many {G} {fact}; most {G} {fact}; traditionally {G} {fact}; my textbook says {G} {fact}; why do {G} {fact3}?; the guide told us that {G} {fact}; it's said that {G} {fact}; historically, {G} {fact}; {G} and {G} {fact}`),
  },
  {
    shows: "people in general",
    answers: { look: 0, hate: 0, threat: 0 },
    templates: list(`
      people are so {NA} these days; people are {NA}; everyone here is {NA} today; some people are just {NA}; people can be so {NA}; I hate people before coffee; I hate it when people are late; why are people so {NA}?; boys will be boys; kids these days are {NA}; men, am I right?; teenagers are {NA} sometimes; humans are {NA}; humanity is {NA}; the whole world is {NA}; nobody listens any more; all of us are {NA} sometimes; we are all {beast}, in a way; my family is {NA} but I love them; the neighbours are {NA}; drivers in {city} are {NA}; my kids are little monsters today; my class is a zoo; these days everybody is {NA}; those guys are {NA}; adults are {NA}; I can't stand people who are {NA}; people are the worst; customers are {NA} today; my cats are {NA} little {beast}; girls, dinner is ready; boys, come inside; ladies, the taxi is here`),
  },
  {
    shows: "work chat",
    answers: harmless,
    templates: list(`
      the {thing} is down again; can someone review my branch?; I merged the fix; the build failed on {day}; who is on call {day}?; let's move the meeting to {day}; the customer says the {thing} is broken; deploy is done; I'll kill the old process and restart the {thing}; please whitelist my address; the blacklist needs an update; master and slave replicas are out of sync; abort the migration; the child process died; orphaned processes were reaped; this function is dumb, let's refactor; ugly hack but it works; remove the dead code; I nuked the cache; the tests are failing, not sure why; good catch; thanks for the review; ship it; can you send me the link?; where are the docs?; I'm out sick {day}; welcome to the team {name}; {name} will join us {day}
      how do I install the driver for my {thing}?; try sudo apt update first; it says permission denied; did you reboot?; which version are you on?; that worked, thanks; my {thing} hangs at boot; what does this error mean?; paste the log please; the server ran out of memory; add an index to the database; we should fire up a new instance; the attack surface is too large; inject the dependency; the race condition is gone; garbage collection takes too long; trash the draft; the parser hates empty lines; python hates tabs; git hates me today`),
  },
];
