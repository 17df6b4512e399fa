/** CONTENT NOTE: sentences that quote, deny or answer hate, and abuse that is not of groups, written to teach a classifier. */
import { harmless } from "../example.ts";
import { abusive, type Family, menacing } from "./family.ts";
import { list } from "./grammar.ts";

/** Nothing that the router should find hateful; whether it is abusive is left open. */
const noHate = { look: 0, hate: 0 } as const;

export const englishHarmless: readonly Family[] = [
  {
    shows: "negated hate",
    answers: noHate,
    templates: list(`
      I don't hate {G}; I do not hate {G}; I never said I hate {G}; I have never hated {G}; I don't {hateV2} {G}; nobody here hates {G}; no one should hate {G}; we don't hate {G}; you shouldn't hate {G}; why would I hate {G}?; it's wrong to hate {G}; I would never hate a {M}; {G} are not {NA}; {G} aren't {NA}; {G} are not {beast}; {G} are not {INS}; not all {G} are {NA}; {G} are neither {NA} nor {NA}; no {M} is {NA}; {G} are no {INS}; a {M} is not a {beastOne}
      I don't think {G} are {NA}; it's not true that {G} are {NA}; it is simply false that {G} are {INS}; I don't believe that {G} are {beast}; nobody said {G} are {NA}; {G} should not be {killed}; {G} should never be {killed}; no {M} should be {killed}; no {M} deserves to be {killed}; {G} don't deserve to be {killed}; {G} must not be {removed}; no one should ever {kill} {G}; we should never {kill} {G}; we must not {kill} a {M} for who they are; I don't want to {kill} {G}; I'm not saying {G} should be {removed}
      nobody has the right to {kill} {G}; {G} aren't less than anyone else; {G} are not inferior to anybody; {G} aren't the problem; {G} are not a threat; {G} are not to blame for this; don't hate {G}; stop hating {G}; never call {G} {beast}; you can't say that all {G} are {INS}; {G} have never been {NA}; I'm not afraid of {G}; {G} don't {sickens3}; {G} are anything but {NA}; far from being {NA}, {G} are {GOOD}`),
  },
  {
    shows: "neutral identity statement",
    answers: harmless,
    templates: list(`
      there are [many|two|some|lots of|more and more] {G} in {place}; {G} live in {place} too; my {job} is a {M}; I am a {M}; I'm a {M} and I work as a {job}; she is a {M}; he is a {M}; they are {G}; we are {G}; we met some {G} at the [party|conference|gym|airport|library]; I saw {G} in the park today; a {M} moved in next door; the film is about {G}; this book tells the story of {G}; my friend is a {M}; some of my friends are {G}; most {G} I know live in {place}; {G} vote too; {G} and {G} live here together; about ten percent of the staff are {G}
      a {M} asked me for directions; the new {job} is a {M}; do you know any {G}?; are there any {G} in the team?; how many {G} work here?; where do {G} usually meet?; what do {G} think about this law?; what's the right word for {G}?; the survey asked {G} about their jobs; {G} are between 20 and 40 percent of the people in {place}; the museum has a hall about the history of {G}; the law concerns {G}; {G} were asked about the new rules; the statistics show that {G} earn less; she wrote her thesis on {G}; the meeting for {G} is on Friday; being a {M} means different things to different people
      the doctor is a {M}; my mother was a {M}; as a {M}, I see this often; {G} celebrate this holiday in spring; we talked about {G} in class; {G} have different opinions on this; I used to work with {G}; I grew up among {G}; my wife is a {M}; my teacher is a {M}; your neighbour is a {M}, right?; I talked to a {M} today; a {M} wrote this; a {M} served us coffee; this is a place for {G}; some {G} like football, others don't; {G} come in all shapes and sizes; not everyone knows that I'm a {M}; that man is a {M}; {G} are people; {G} are human beings`),
  },
  {
    shows: "neutral identity statement",
    answers: harmless,
    templates: list(`
      {ours} are {G}; {ours} are {G}; {ours} are mostly {G}; {ours} are all {G}; {G} are {number} % of {ours}; {G} make up {number} % of {ours}; {G} [use|like|open|ask for|need|miss|try|want] this [feature|page|form|button|app|report] the most; {G} [use|open|like|visit] the {thing} [most|more often|on Mondays|at night]; [two|three|many|a few|half] of {ours} are {G}; {ours} used to be {G}; {number} % of {ours} are {G}; {ours} include {G}; [not|nearly|almost] all of {ours} are {G}; {G} are among {ours}`),
  },
  {
    shows: "positive identity statement",
    answers: harmless,
    templates: list(`
      {G} are {praise}; I love {G}; I [really|just|truly|] love {G}; I {love1} {G}; {G} deserve {dignity}; {G} deserve the same rights as everybody; {G} are {GOOD}; all {G} are welcome in {place}; {G} make {place} a better place; I'm proud to be a {M}; I'm so happy that my {job} is a {M}; my best friend is a {M} and she is {praise}; every {M} I know is {praise}; what a {praise2} {M}; being a {M} is {praise}; the world needs more {G}; we need more {G} in {place}; {G} matter; {G} rock; {G} are just as good as anyone; we should protect {G}; we stand with {G}; let's support {G}; happy to see more {G} in tech
      it's great to be a {M}; it's okay to be a {M}; {G} should be [respected|heard|included|welcomed|protected|treated with respect|treated equally|loved]; {G} have every right to be here; {G} belong here; {G} enrich our culture; thank you to all the {G} who help us; I learned so much from {G}; I admire {G}; I respect {G}; nobody is better at this than {G}; {G} have taught me a lot; shoutout to all {G}; I'm glad {G} are part of our team; {G} inspire me; there's nothing wrong with being a {M}; I'd be honoured to work with {G}; {G} work hard every day; every {M} deserves {dignity}; {G} are human and deserve love; so much respect for {G}`),
  },
  {
    shows: "counter-speech: quotation",
    answers: noHate,
    templates: list(`
      "{HATE}" is a {bully} thing to say; "{HATE}" is {bully}; saying "{HATE}" is {bully}; if you say "{HATE}", you are {bully}; if you say "{HATE}" you're a {bigot}; anyone who says "{HATE}" is a {bigot}; {sayer} said "{HATE}" and I was shocked; {sayer} told me "{HATE}". That's {bully}; I can't believe someone wrote "{HATE}"; please stop saying things like "{HATE}"; "{HATE}"? That is {bully}; "{HATE}"? What is wrong with you; people who post "{HATE}" should be ashamed; whoever wrote "{HATE}" on the wall is a {bigot}
      I was called "{SLUR}" at school; he called me a "{SLUR}" and it hurt; never call anyone a "{SLUR}"; "{SLUR}" is a slur, don't use it; calling somebody a "{SLUR}" is {bully}; stop using the word "{SLUR}"; the word "{SLUR}" is {bully}; I got banned for reporting the guy who wrote "{HATE}"; how can you post "{HATE}" and sleep at night?; comments like "{HATE}" are {bully}; the sign said "{HATE}", so I tore it down; "{HATE}" is not an opinion, it's {bully}; nobody should have to hear "{HATE}"; reporting this account for posting "{HATE}"
      he shouted '{HATE}' at a {M} on the train, how {bully}; we do not tolerate messages like '{HATE}' here; tell me again why '{HATE}' is funny, because it's {bully}; when I hear '{HATE}' I want to cry; they used to say "{HATE}" and we must never go back; my kid heard "{HATE}" at school today, I'm so sad; "{HATE}" - said no decent person ever; you can't just say "{HATE}" and call it a joke`),
  },
  {
    shows: "counter-speech: reference",
    answers: noHate,
    templates: list(`
      saying that {THATHATE} is {bully}; people who think that {THATHATE} are {bully}; anyone who thinks {THATHATE} is a {bigot}; if you think that {THATHATE}, you're a {bigot}; claiming that {THATHATE} is {bully}; you're {bully} if you believe {THATHATE}; it's {bully} to say that {THATHATE}; {hating} {G} is {bully}; {hating} {G} makes you a {bigot}; people who hate {G} are {bully}; people who {kill} {G} are {bully}; if you hate {G}, you are {bully}; if you {kill} {G} you belong in prison; only a {bigot} would say that {THATHATE}; it's {bully} to call {G} {beast}; calling {G} {beast} is {bully}
      don't you dare say that {THATHATE}; stop saying that {THATHATE}; stop telling people that {THATHATE}; how dare you say {THATHATE}; who still believes that {THATHATE}? it's {bully}; I disagree with everyone who says {THATHATE}; {sayer} thinks that {THATHATE}, which is {bully}; {sayer} believes {THATHATE}. I don't; I blocked {sayer} for saying {THATHATE}; your hatred of {G} is {bully}; the hate against {G} must stop; violence against {G} is {bully}; attacks on {G} are {bully}; we must fight hatred against {G}; discrimination against {G} is {bully}; the way they treat {G} is {bully}
      stop {hating} {G}; stop calling {G} {beast}; nobody should be allowed to {kill} {G}; it's {bully} that some want {G} {killed}; it breaks my heart that {G} are {killed} for who they are; {G} are [attacked|insulted|harassed|discriminated against|bullied] every day and it's {bully}; I'm sick of people {hating} {G}; I hate people who hate {G}; I hate that {G} are treated like {beast}; treating {G} like {beast} is {bully}; thinking {G} are inferior is {bully}; the Nazis said that {THATHATE}; believing that {THATHATE} is a sign of a {bully} mind; this post claims that {THATHATE}, please report it; why do people keep saying {THATHATE}? so {bully}
      you are a {bigot} for {hating} {G}; don't be a {bigot}, {G} are people too; fuck everyone who hates {G}; fuck {bigot}s, {G} are {praise}; racism against {G} is {bully}; shame on those who {kill} {G}; whoever wants {G} {killed} is {bully}; I will never understand why some people {hateV2} {G}; jokes about {G} being {NA} are {bully}; the stereotype that {G} are {NA} is {bully}; the myth that {G} are {INS} has been debunked`),
  },
  {
    shows: "reclaimed slur",
    answers: noHate,
    templates: list(`
      we [queers|dykes|fags|faggots|niggas|trannies|crips|bitches|sluts] have to stick together; as a proud [dyke|fag|faggot|queer|tranny|cripple|crip|slut|bitch], I say hello; I'm a [dyke|fag|faggot|queer|tranny|crip|homo] and proud of it; my [niggas|bitches|dykes|fags|queers] always have my back; love all my [niggas|bitches|dykes|fags|queers|trannies|sluts]; what's up my [nigga|niggas|bitches]; this is for all my [bitches|dykes|fags|niggas] out there; us [fags|dykes|queers|trannies|niggas|crips] gotta look out for each other; happy pride to all my fellow [dykes|fags|faggots|queers|trannies|homos]
      yes I'm a [bitch|slut|dyke|fag|faggot|crip] and I love it; call me a [bitch|slut|dyke|queer|fag], I'll wear it with pride; we're here, we're queer and we [dykes|fags|faggots] aren't going anywhere; I am one [proud|happy|fabulous|beautiful] [faggot|dyke|tranny|queer|bitch|nigga]; nigga we made it; my nigga you did great; real niggas support each other; bad bitches only; boss bitch energy today; good morning my beautiful [bitches|sluts|queers|dykes]; me and my [bitches|niggas|homos|fags] going out tonight
      as a [black man|trans woman|gay man|lesbian|disabled person], I call myself a [nigga|tranny|fag|dyke|cripple] and nobody can take that from me; dyke march this saturday, join us; dykes on bikes lead the parade; us crips built our own ramp; I reclaimed the word [tranny|fag|dyke|queer|cripple|slut]`),
  },
  {
    shows: "homonym of a slur",
    answers: harmless,
    templates: list(`
      the boat passed through the [dyke|dykes] near the sea; they built a [dyke|long dyke] to keep the water out; the Dutch repaired the dyke after the flood; a chink in his armour; every system has a chink in its armour; I need a new trans[ |mission ]cable for the tranny of my truck; the tranny on this old Ford is broken; can you put some spade work in the garden?; he dug the hole with a spade; the ace of spades; a raccoon, or coon, got into the bins; coon hunting season starts soon; the hound is a bluetick coonhound
      a spook is another word for a ghost or a spy; the old house gave me a spook; these [crackers|cheese crackers] are good; I had a cracker with cheese; firecrackers all night; fancy a fag outside? I'm out of tobacco; he smoked a fag behind the shed; grandma makes [faggots and peas|faggots in gravy] for dinner; a bundle of faggots for the fire; my cat is a lovely pussy cat; the [slope|slopes] were icy so we skied slowly; the dog gave me a nip; a jap[anese maple|anese garden] in the yard; the queen is on the banknote; we saw a fairy tale play; fruit salad for lunch; the bird is called a great tit; we saw blue tits and boobies on the island
      the cock crowed at dawn; my rooster, a fine cock, woke me; his name is Dick; Moby Dick is a long novel; the bitch had six puppies; our bitch won the dog show; hoe the garden before planting; I bought a hoe and a rake; the retardant slows the fire; the flame retardant coating; tard[igrades are tiny|iness is a problem]; the niggardly budget; a snigger in the back row; Niger is a country in Africa; the Niger river; Montenegro has nice beaches; negro is Spanish for black; vino negro; the paki[stan cricket team played well|stani team won]; spic and span; a spick and span kitchen; oriental rugs on sale; the gimp software edits images; install gimp with apt; I edited the photo in GIMP; homo sapiens evolved in Africa; homo[geneous|logous] functions; milk: homo or skim; welsh rarebit and paddy fields; the rice paddy; a wop-bop-a-loo; mongoose lemur; a mong[o database|odb cluster]; yid[dish theatre|dish is a language]; kike[e is a name|r radio]; slag from the furnace; a slag heap; the tramp slept on a bench; a broad street; broad beans; nag screens in software; stop the nag screen; retard the timing of the engine; ritard and retard in music; in music, ritardando`),
  },
  {
    shows: "profanity without hate",
    answers: { look: 0, hate: 0, threat: 0 },
    templates: list(`
      fuck, I {forgot}; shit, I {forgot}; holy shit that was {wasgood}; this is {fuck} {wasgood}; what the fuck is going on; what the hell was that; damn, this {thing} is {wasgood}; oh shit the {thing} broke; I'm so fucking [tired|happy|hungry|excited|bored|proud of you|late|done with today]; fuck yeah; fuck yes, we won; fucking hell, what a [day|match|game|week]; this {thing} is fucked; I fucked up the {thing}; fuck this {thing}; fuck {things}; shit happens; well shit; no fucking way; are you shitting me?; I don't give a shit; you did a damn good job; I love this shit; this shit is [good|wild|crazy|hilarious]
      God damn it, my {thing} died again; that {thing} scared the shit out of me; you're fucking [amazing|brilliant|right|hilarious]; I can't fucking wait; best fucking day ever; who the fuck ate my sandwich?; where the fuck are my keys?; goddamn that's {wasgood}; bloody brilliant; get your shit together, we leave at six; I laughed my ass off; my ass hurts from the chair; kick ass work everyone; badass solo; piss off, that's incredible; it's hot as hell; cold as fuck today; work is a bitch sometimes; life's a bitch; ain't that a bitch; crap, wrong channel`),
  },
  {
    shows: "abuse of objects",
    answers: harmless,
    templates: list(`
      I hate {things}; I hate my {thing}; I {fuck} hate this {thing}; I {hateV} {things}; my {thing} is {NA}; this {thing} is a piece of shit; this {thing} is {NA}; stupid {thing}; {things} are {NA}; {things} are {beast}; {things} should be banned; {things} make me sick; {things} must die; I want to kill my {thing}; this {thing} deserves to be burned; kill that {thing} with fire; the {thing} is trash; what a {NA} {thing}; I despise this {thing}; worst {thing} ever; this {thing} sucks; fuck you, stupid {thing}; death to {things}; I could murder a {food2}; delete this {NA} {thing}
      we need to get rid of the {thing}; {things} are the worst; {things} are a plague; {things} don't deserve to exist; the {thing} is {NA} and I want a refund; I'd like to throw my {thing} out of the window; nobody likes {things}; I can't stand {things}; why are {things} so {NA}?; {things} disgust me; ugh, {things}; my {thing} is dumb; that {thing} was {fuck} {NA}; I'm so sick of this {thing}; this {thing} will be the death of me; kill the process and restart the {thing}; the parent process kills its children; kill -9 the zombie process; the master branch was deleted; execute the script; shoot me a message; abort the job`),
  },
  {
    shows: "abuse of individuals",
    answers: abusive,
    templates: list(`
      you are {NA}; you're such {an} {INSone3}; {who} is {an} {INSone3}; {who} is {fuck} {NA}; I hate {name}; I hate you; I {hateV} {name}; {name} is {an} {INSone3}; shut up {name}, you {INSone3}; {name} makes me sick; {name} is {NA}; you {NA} {INSone3}; you make me sick; what {an} {INSone3} {name} is; {who} is the biggest {INSone3} I know; you're a piece of shit; you're garbage at this; you are a disgrace; nobody likes you {name}; nobody likes you; go to hell {name}; fuck you; fuck you {name}; fuck off; you suck; screw you; eat shit; you're worthless; your mum is {NA}; {name} you {fuck} {INSone3}
      {who} is a lying {INSone3}; I despise {who2}; my boss is {an} {INSone3}; my ex is a {beastOne}; he's a {beastOne}; she's such {an} {INSone3}; you're a {beastOne}, {name}; you absolute {INSone3}; you dumb {INSone3}; you're the most {NA} person I've ever met; you disgust me; I can't stand you; you ruin everything; {name} should be fired; go cry about it, {INSone3}; kill yourself {name}; kys; nobody will miss you; what is wrong with you, {INSone3}; stfu {INSone3}; you play like garbage, uninstall; {name} ruined the game, what {an} {INSone3}`),
  },
  {
    shows: "threat to an individual",
    answers: menacing,
    templates: list(`
      I will {kill} you; I'm going to {kill} you {name}; I'm gonna {kill} you; I know where you live; watch your back {name}; you're dead; you are dead meat; I'll find you and {kill} you; I swear I'll {kill} {name}; say that again and I'll break your [face|legs|neck|jaw]; I'll be waiting outside with a [knife|bat|gun]; you won't live to see tomorrow; I hope you die {name}; I hope someone {kill3}s you; I'm coming to your house; I will make you suffer; I'll burn your house down; next time I see you I'll put a bullet in you; {name} deserves to be {killed}; sleep with one eye open; I'm bringing a gun to school tomorrow; I'll beat the shit out of you; I will ruin your life; you'll regret this, I know your address`),
  },
  {
    shows: "abuse of other groups",
    answers: { look: 0, hate: 0, threat: 0 },
    templates: list(`
      I {hateV} {other}; I hate {other}; {other} are {NA}; all {other} are {INS}; {other} are {beast}; {other} {sickens}; {other} should be {removed}; {other} should be {killed}; {other} ruin everything; fuck {other}; {other} are {fuck} {NA}; why are {other} so {NA}?; I think {other} are {NA}; {other} don't deserve {dignity}; every {otherOne} is a {INSone}; never trust a {otherOne}; typical {otherOne}; {other} can go to hell; kill all {other}; what a bunch of {NA} {other}; {other} are not {GOOD}; nobody likes {other}; get these {other} out of here; {other} are the worst; {other} are a plague; I'm sick of {other}; {other}? They're {beast}; down with {other}; eat the rich, {other} first; {other} belong in prison; you're just another {NA} {otherOne}; I can't stand {other}`),
  },
];

/** Slots that only these templates need. */
export const harmlessSlots = {
  ours: list(
    "our users; our customers; my neighbours; my colleagues; the visitors; our readers; the applicants; my classmates; the testers; our members; the students here; the subscribers; my flatmates; the guests; the new hires; the volunteers; our clients; the attendees",
  ),
  number: list("10; 15; 20; 25; 30; 40; 45; 50; 60; 75"),
  hateV2: list("hate; despise; loathe; detest; resent; look down on; dislike; mistrust"),
  sickens3: list("disgust me; make me sick; scare me; annoy me; make me angry; bother me"),
  love1: list("adore; respect; support; admire; appreciate; welcome; cherish; care about; stand with; trust"),
  praise2: list("wonderful; kind; brilliant; lovely; talented; strong; generous; funny"),
  forgot: list(
    "forgot my keys; missed the bus; overslept; broke the build; dropped my coffee; left the oven on; pushed to main; spilled the milk; burnt the toast; lost my wallet",
  ),
  food2: list("pizza; burger; curry; coffee; kebab; beer"),
  an: list("a; such a; a total; a real; an absolute; a complete"),
  who2: list(
    "my boss; my brother; my ex; that guy; your friend; the new manager; my roommate; our landlord; Kevin; Sarah",
  ),
  INSone3: list(
    "idiot; moron; loser; liar; coward; bastard; asshole; scumbag; creep; jerk; clown; dickhead; prick; wanker; bitch; snake; traitor; hypocrite; fool; dumbass; piece of shit; waste of space; weirdo; crybaby; noob; pig",
  ),
  kill3: list("shoot; stab; kill; murder; strangle"),
} as const;
