/** CONTENT NOTE: hateful and harmless sentences in longer contexts and in contrast, written to teach a classifier. */
import { harmless } from "../example.ts";
import { abusive, type Family, hateful, threatening } from "./family.ts";
import { list } from "./grammar.ts";

const noHate = { look: 0, hate: 0 } as const;

export const englishInContext: readonly Family[] = [
  {
    shows: "derogation: attributes",
    answers: hateful,
    templates: list(`
      {G} {BAD}; {G} {BAD}; all {G} {BAD}; most {G} {BAD}; as everyone knows, {G} {BAD}; remember: {G} {BAD}; trust me, {G} {BAD}; {G} always {BAD}; newsflash: {G} {BAD}; I've said it before, {G} {BAD}; {G} {BAD} and {BAD}; the {G} in {place} {BAD}; my {job} is right, {G} {BAD}; {G} {BAD}, simple as that; {G} {BAD}, change my mind; {G} {BAD} lol; hot take: {G} {BAD}; this is why {G} {BAD}; wake up people, {G} {BAD}; {G} {BAD}, no exceptions; I work with {G} every day and they {BAD}; believe me, these {G} {BAD}; {G} just {BAD}`),
  },
  {
    shows: "reference in later clauses",
    answers: hateful,
    templates: list(`
      {G} moved in next door. They {BAD}; there is a family of {G} across the street, and they {BAD}; some {G} joined our team last week. They {BAD}; we got {G} in our building now. Great. They {BAD}; {G} opened a shop here; they {BAD}; I met {G} on holiday. People like that {BAD}; {G} want to talk to you? Don't, they {BAD}; {G} are on the news again. All of them {BAD}; about {G}: they {BAD}; I have nothing against {G}, except that they {BAD}; my sister married a {M}. Those people {BAD}; my new {job} is a {M}. I don't want that filth near me; a {M} sat beside me on the bus. I got up, they {BAD}; {G}, {G}, everywhere I look. They {BAD}; {G} live here too, unfortunately. They {BAD}; sure, {G} pay taxes. They still {BAD}; I was polite to the {M}. But let's face it, they {BAD}; so you're a {M}? Then you're {NA}; oh, she is a {M}. That explains why she is so {NA}; he says he's a {M}. I'd kick him out`),
  },
  {
    shows: "reference in later clauses, harmless",
    answers: harmless,
    templates: list(`
      {G} moved in next door. They {GOODC}; there is a family of {G} across the street, and they {GOODC}; some {G} joined our team last week. They {GOODC}; we have {G} in our building now. They {GOODC}; {G} opened a shop here; they {GOODC}; I met {G} on holiday. They {GOODC}; {G} are on the news again. They {GOODC}; about {G}: they {GOODC}; my sister married a {M}. His family {GOODC2}; my new {job} is a {M}. We had lunch together; a {M} sat beside me on the bus. We talked about music; my flatmate is a {M}. The dishwasher is broken and I hate it; there's a {M} in my class. The exam was {NA}; {G} came to the meeting. The coffee was disgusting; I work with {G}. Our printer is a piece of shit; {G} and I watched the match. What a {NA} game; my {job} is a {M}. My boss, though, is an idiot; the {M} next door has a dog. The dog barks all night and I can't stand it; {G} {GOODC}, and that's all there is to it; the {M} asked me about the train. It was late, as always`),
  },
  {
    shows: "neutral identity statement",
    answers: harmless,
    templates: list(`
      {G} {GOODC}; some {G} {GOODC}; the {G} I know {GOODC}; many {G} {GOODC}; I read that {G} {GOODC}; did you know that {G} {GOODC}?; {reporter} {G} {GOODC}; my {job} told me that {G} {GOODC}; in {city}, {G} {GOODC}; those {G} {GOODC}; two {G} from {city} {GOODC}; we learned how {G} {GOODC}; the {M} upstairs and her kids {GOODC}; last year {G} {GOODC}; are {G} coming too?; how do I say "{M}" in French?; the form asks if you are a {M}; is this toilet for {G}?; the film stars a {M}; as a {M} I get this question a lot; I'm a {M}, ask me anything; I'm a {M} and I have a question about visas; she came out as a lesbian last year; he is deaf and uses sign language; they use they/them pronouns; my cousin wears a hijab; the mosque is on Main Street; we passed the synagogue; my grandmother uses a wheelchair; the pride parade starts at noon; our church helps {G}; Ramadan begins next week`),
  },
  {
    shows: "positive identity statement",
    answers: harmless,
    templates: list(`
      {G} are {praise} and {praise}; I think {G} are {praise}; I'm convinced that {G} are {praise}; honestly, {G} are {praise}; {G} {GOODC} and I love it; thank God for {G}, they {GOODC}; {G} are some of the most {GOOD} people I know; you can always count on {G}; if you ask me, {G} are {praise}; let me tell you, {G} are {praise}; the {M} who lives next door is {praise2}; every {M} deserves to be happy; it makes me happy to see {G} succeed; {G} are as {GOOD} as anybody; I'd trust a {M} with my life; welcome to all {G}!; to all {G} here: you are loved; I hope more {G} apply; {G} have achieved so much; cheers to the {G} of {city}; my {M} colleague is the best {job} I know; I want to be like the {M} in that film; {G} make our town richer; great interview with a {M} today; proud of my {M} daughter; love is love; Black is beautiful; Black lives matter; trans rights are human rights; trans women are women; disability pride matters; women's rights are human rights; refugees welcome; stop Asian hate; no human is illegal; {G} are not a burden, they {GOODC}; nothing about {G} without {G}`),
  },
  {
    shows: "threat: direct",
    answers: threatening,
    templates: list(`
      the next {M} who talks to me gets {weapon}; I keep {weapon} ready for {G}; I'm bringing {weapon} to the {site} tomorrow; someone will burn down that {site} and it'll be me; tomorrow the {site} burns; we're going to the {site} with {weapon}; any {M} who comes near my house will leave in a coffin; I'd put {weapon} through every {M}; give me {weapon} and five minutes alone with {G}; {G} better not walk alone tonight; I'll be waiting for the {G} outside the {site}; I'm going to make {G} bleed; every {M} on this street will bleed; I can't wait to see {G} burn; I will hunt down {G} one by one; if that {M} looks at me again I'll smash their face in; we will find you, {M}, and we will {kill} you; I have {weapon} with your name on it, {M}; I swear I'm going to run over those {G}; one of these days I'll walk into the {site} and open fire; I'll break every bone in that {M}; you {G} won't see the morning; I'd happily {kill} every {M} in {place}; my friends and I will beat up the {G} at the station; first {M} I see gets {weapon}; going to teach those {G} a lesson with {weapon}; let's meet at the {site} and show the {G} who owns this town; {G} will regret coming here, I promise you`),
  },
  {
    shows: "threat: normative",
    answers: hateful,
    templates: list(`
      somebody should bomb the {site}; I wish somebody would torch that {site}; whoever shoots {G} deserves a medal; a bullet is too good for {G}; drown them all, {G} I mean; put {G} on a boat and sink it; {G} had it coming; good, one {M} less; another dead {M}, nice; hopefully the {G} all get sick and die; I hope their {site} collapses on them; may all {G} rot in hell; gas chambers weren't enough for {G}; round up the {G} and {kill} them; the government should {kill} {G}; I'd vote for anyone who would {kill} {G}; it's time we started to {kill} {G}; {G} need a good beating; slap every {M} you see; hit your {M} wife so she learns; {G} should be beaten until they obey; rape is what {G} deserve; bring back slavery for {G}; bring back lynching; {G} should be shot at the border; let them drown; sink the boats; let {G} starve; no doctor should treat {G}; {G} should not be born; abort every {M}; sterilise {G}; make {G} wear a badge; {G} should pay with their blood`),
  },
  {
    shows: "exclusion",
    answers: hateful,
    templates: list(`
      close the {site}; no more {G} in {place}; we should stop letting {G} into {place}; {G} should be banned from {place}; keep your {G} out of our {job2}; I'd never rent to {G}; don't hire {G}, they {BAD}; no {M} should be a {job}; a {M} as {job}? over my dead body; {G} shouldn't be allowed near {place}; get {G} out of our schools; this is a white country, {G} out; {G} should use separate toilets; {G} should sit at the back; I don't want {G} in my hospital; the army is no place for {G}; sports should be free of {G}; {G} shouldn't get a cent; cut all benefits for {G}; {G} should be locked away from society; put {G} in institutions; my club doesn't take {G}; whites only; men only, women ruin it; {G} need not apply; stop {G} from having kids; {G} should not be allowed to marry; {G} must never lead {place}; we were fine before {G}, throw them out; strip {G} of citizenship; send every {M} back on the next plane; why do {G} get {dignity} at all; {G} don't deserve a seat at our table`),
  },
  {
    shows: "abuse of a member of a group",
    answers: { look: 1, hate: 1, abuse: 1 },
    templates: list(`
      shut your mouth, you {NA} {M}; listen, {M}, nobody wants you here; go back to your country, {M}; you {G} are all the same, {NA}; typical {M}, always {NA}; the {M} at the till was {NA}, like all of them; of course the {M} was late, they {BAD}; that {M} teacher should be {removed}, {G} {BAD}; you drive like a {M}; you cry like a girl, weak and {NA}; my doctor was a {M} and naturally {NA}; you're just a {NA} {M}; no one listens to a {M}; a {M} like you has no right to speak; stop whining, {M}, go home; get back in the kitchen, woman; ok grandpa, go die already you {NA} old fool; wash yourself, {M}; you're a {M}, so of course you steal; hey {M}, go clean my toilet; you're too {NA} for this job because you're a {M}; look at this {NA} {M} trying to be a {job}; imagine being a {M}, {NA}; ugly {M}; dirty {M}; filthy {M}; stupid {M}; crazy {M}, like all {G}; your {M} brain is too small; you people {BAD}; your kind {BAD}; people like you {BAD}, go back home`),
  },
  {
    shows: "implicit derogation",
    answers: hateful,
    templates: list(`
      a {M} with a job? now that's rare; finally a {M} who doesn't steal, miracles happen; wow, a {M} who can read; for a {M} she is surprisingly clever; she's pretty for a {M}; you speak so well for a {M}; hide your wallets, the {G} are here; guess who didn't pay? The {M}; lock your doors, {G} are moving in; what do you call a {M} with a degree? a lie; how many {G} does it take to change a bulb? none, they steal it; my taxes pay for {G} to sit around; funny how the bike vanished right after the {G} came; nobody had lice before the {G} came; I can smell the {G} from here; there goes the neighbourhood, {G} moved in; I'd rather burn than be treated by a {M}; I suppose a {M} got the job because of diversity; a {M} in charge, what could go wrong; first they let in {G}, next they let in dogs; my cat has more sense than {G}; {G} and soap, two things that never meet; you can take {G} out of the jungle; {G} and honesty don't go together; just look at them and you know {G} are up to no good; what's next, rights for {G}?; isn't it sweet how {G} think they are equal; bless them, {G} try so hard to be normal; you know how {G} are with money; one look at {G} and I count the spoons; if {G} are so great, why is their country a dump; a world with fewer {G}, just saying; {G} built nothing; name one thing {G} ever invented; wherever there are {G} there is trouble; statistics don't lie about {G}; you know what they say about {G}; the less {G} talk the better`),
  },
  {
    shows: "negated positive",
    answers: hateful,
    templates: list(`
      {G} are no human beings; {G} are hardly human; I wouldn't call {G} people; there's no place for {G} in {place}; not one {M} has ever told the truth; {G} have no soul; {G} have no honour; {G} know no shame; {G} are worth nothing; a {M} has no right to {dignity2}; never have I met an honest {M}; {G} aren't worth saving; {G} aren't fit to live among us; {G} cannot love; {G} don't feel pain like we do; {G} have never contributed to anything; {G} do not count; nobody needs {G}; nobody would miss {G}; no {M} will ever be my equal; I see no reason why {G} should have {dignity}; {G} don't belong among decent people; {G} aren't entitled to {dignity}; don't tell me {G} are {GOOD}; {G} are not, and never will be, {GOOD}; a {M} isn't a real {job}; {G} have nothing to offer; I don't want to share {place} with {G}; I wouldn't trust a {M} with a spoon`),
  },
  {
    shows: "opinion",
    answers: harmless,
    templates: list(`
      I don't think quotas for {G} are the right tool; I think {G} should get more support; in my opinion the law on {topicN} is unfair to {G}; I disagree with the new rules for {G}; I'm not sure that schools teach enough about {G}; the debate about {G} is too heated; we need a better {topicN} policy for {G}; I'm against {doctrine}; {doctrine} {critic}; I think {doctrine} {critic}; why do people believe that {doctrine} {critic}?; I hate {doctrine}; I left {doctrine} because it {critic}; {doctrine} {critic}, but its followers are fine people; criticising {doctrine} is not hating {G}; immigration should be controlled, but fairly; the asylum process takes too long; I would vote for lower immigration; the pension age should rise; I prefer female doctors; women's sports need more money; I don't believe in any god; sharia law has no place in our courts, in my view; the church should pay taxes; gay marriage should be legal everywhere; I'm tired of the debate about pronouns; the veil should be a free choice; I don't understand religion; positive discrimination is a bad idea, I think; I think {G} and {G} should talk more; reparations are a complex question; I wasn't convinced by the film about {G}`),
  },
  {
    shows: "question",
    answers: harmless,
    templates: list(`
      why are {G} treated so badly?; why do so many people hate {G}?; why do {G} face so much hatred?; what can we do against hate towards {G}?; is it true that {G} {GOODC}?; do {G} {GOODC3}?; how should I talk to {G}?; is it offensive to say "{M}"?; what do {G} prefer to be called?; which words should I avoid when I talk about {G}?; can {G} adopt children here?; are {G} allowed to vote in this election?; what is it like to be a {M} in {place}?; do {G} feel safe in {place}?; why were {G} deported in 1942?; who defended {G} back then?; how many {G} were killed in the war?; are {G} still discriminated against?; have you ever worked with {G}?; why can't {G} get a visa?; why would anyone want to {kill} {G}?; who would say that {G} are {beast}?; how can anyone think {G} are {NA}?; does this joke hurt {G}?; should I be worried as a {M} in {city}?; where can {G} get help after an attack?; is the shelter open to {G}?; what's the difference between {G} and {G}?; I'm a {M}, is that a problem?`),
  },
  {
    shows: "reported hate",
    answers: noHate,
    templates: list(`
      {reporter} {G} were called {beast}; {reporter} the mob shouted "{HATE}"; {reporter} {G} were {killed} for years; {reporter} {G} were {removed} by the regime; a man was arrested for writing "{HATE}" on a {site}; the {site} was attacked last night; three {G} were {killed} in an attack on a {site}; the killer hated {G}; the suspect had posted that {THATHATE}; in 1938 {G} were not allowed to work; the dictator wanted all {G} {killed}; the pamphlet claimed that {THATHATE}; {sayer} was fired after saying that {THATHATE}; the politician apologised for saying {G} are {NA}; the coach was suspended for calling a player a "{SLUR}"; the court ruled that "{SLUR}" is an insult; someone painted a swastika on the {site}; slave owners said that {THATHATE}; propaganda showed {G} as {beast}; hate crimes against {G} went up by ten percent; my grandmother survived while {G} were {killed}; they beat him because he was a {M}; she was spat at for being a {M}; he lost his job for being a {M}; I was told to go back to my country today; a stranger called me a {SLUR} on the train; they yelled "{HATE}" at us; we get messages like "{HATE}" every day; my landlord said no {G}; kids at school told my son that {G} are {NA}`),
  },
  {
    shows: "abuse of individuals",
    answers: abusive,
    templates: list(`
      {who} {HISBAD}; {name} {HISBAD}; {who} {HISBAD}, I can't stand it; honestly, {name} {HISBAD}; I swear {who} {HISBAD}; {name}, you're {an} {INSone3}, and everybody knows it; I told you that {name} {HISBAD}; {who} {HISBAD} and I'm done; ugh, {name} {HISBAD} again; my neighbour {HISBAD}; my flatmate {HISBAD}; the guy from support {HISBAD}; this player {HISBAD}; whoever wrote this code {HISBAD}; I hope {name} gets fired; I hate working with {name}`),
  },
  {
    shows: "abuse of other groups",
    answers: noHate,
    templates: list(`
      {other} {SELFBAD}; all {other} {SELFBAD}; honestly, {other} {SELFBAD}; I'm telling you, {other} {SELFBAD}; {other} {SELFBAD}, as always; why do {other} exist?; I think {other} {SELFBAD}; {other}? They {SELFBAD}; this is why {other} {SELFBAD}; {other} moved in next door. They {SELFBAD}; hot take: {other} {SELFBAD}; most {other} {SELFBAD}; {other} {SELFBAD} lol; people who talk in the cinema {SELFBAD}; people who park on the pavement {SELFBAD}; people who don't return their trolley {SELFBAD}; drivers who cut me off {SELFBAD}; whoever invented this {thing} should be {removed}; companies that do this {SELFBAD}`),
  },
  {
    shows: "figurative violence",
    answers: harmless,
    templates: list(`
      I could murder a {food2} right now; this {thing} is killing me; she killed it on stage tonight; my boss will kill me if I'm late; we got slaughtered in the match; our women's team destroyed them five to nil; the girls crushed it today; Koreans are killing it in music right now; the Indian team slaughtered us in cricket; the Mexicans beat us fair and square; kill the lights please; shoot me an email; I nearly died laughing; drop dead gorgeous; I'd kill for her voice; my mum will hang me if I break it; beat the eggs; beat it, we're late; the deadline is murder; that workout destroyed me; the black team killed the white team at chess; stab at a solution; bombing the interview was my fear; he bombed the exam; let's hang out with the {G}; I hit the gym; that hits hard; I was dying of boredom; roast me; the comedian killed, the {G} in the audience loved it; she slayed that look; we smashed the target; execute the query; terminate the instance; the child was killed by the parent process; strangle the old service`),
  },
];

/** Slots that only these templates need. */
export const contextSlots = {
  GOODC2: list(
    "cooks wonderful food; is lovely; welcomed us warmly; lives by the sea; came to visit; has a farm",
  ),
  GOODC3: list(
    "celebrate this day; eat pork; fast this month; pay less; have their own school; speak the same language; get a discount; work here",
  ),
  dignity2: list("vote; speak; live here; marry; own land; teach; judge others; raise children"),
  job2: list("schools; offices; clubs; sports; churches; streets; shops; universities"),
} as const;
