/** CONTENT NOTE: sentences of hate towards groups, written to teach a classifier. */
import { type Family, hateful, threatening } from "./family.ts";
import { list } from "./grammar.ts";

export const englishHate: readonly Family[] = [
  {
    shows: "derogation: emotion",
    answers: hateful,
    templates: list(`
      I {hateV} {G}; I [really|fucking|just|truly|] {hateV} {G}; God I hate {G} so much; honestly I {hateV} {G}; {G} {sickens}; {G} [really|honestly|always] {sickens}; every {M} I meet makes me sick; being around {G} makes my stomach turn; nothing disgusts me more than {G}
      my blood boils whenever I see a {M}; I have nothing but contempt for {G}; is it just me or do {G} make you want to vomit; I can't be in the same room as a {M}; the sight of a {M} ruins my day; ugh, {G}. I can't stand them; you have no idea how much I hate {G}
      if there's one thing I {hateV}, it's {G}; we all {hateV} {G} here; everybody in my family hates {G}; I hate it when {G} talk to me; I hate {G} more than anything; so sick of {G}; fed up with these {G}; fuck {G}; screw all {G}; to hell with {G}; I'd never let a {M} into my house; I would be ashamed to have a {M} in my family
      I hate {G} [with all my heart|with a passion|from the bottom of my heart|, period]; I will always hate {G}; as a [parent|taxpayer|man|citizen] I {hateV} {G}`),
  },
  {
    shows: "derogation: attributes",
    answers: hateful,
    templates: list(`
      {G} are {very} {NA}; {G} are {NA}; all {G} are {NA}; most {G} are {NA} and {NA}; every {M} is {NA}; {G} are nothing but {INS}; {G} are {INS}; all {G} are {INS}; every single {M} is a {INSone}; a {M} is always a {INSone}; typical {M}, {NA} as ever; {G} are {NA} by nature; {G} are born {NA}
      {G} are so {NA} it hurts; there is nothing more {NA} than a {M}; I've never met a {M} who wasn't {NA}; {G} are the most {NA} people on earth; those {NA} {G}; bunch of {NA} {G}; look at these {NA} {G}; what a bunch of {NA} {G}; you {NA} {M}; shut up you {NA} {M}; go away you {NA} {M}
      {G} smell; {G} stink; {G} are dumber than a brick; {G} have no brain; {G} lie all the time; {G} can't be trusted; never trust a {M}; you can't expect a {M} to understand that; {G} are too {NA} to [vote|drive|work|learn|lead]; {G} are a problem; {G} are what's wrong with {place}; {G} are the reason {place} is falling apart; {G} are a burden on society; {G} have ruined {place}; {G} bring nothing but trouble
      being a {M} is a [mental illness|disease|disgrace|sin]; the {M} mind is simply {NA}; only a {M} could be that {NA}; {G} are inferior to us; {G} are beneath us; {G} are below me; {G} know nothing about {GOOD} manners; {G} need to learn their place; {G} will always be {NA}; it's in their blood, {G} are {NA}`),
  },
  {
    shows: "dehumanisation",
    answers: hateful,
    templates: list(`
      {G} are {beast}; {G} are nothing but {beast}; {G} are {beast}, not people; all {G} are {beast}; a {M} is just a {beastOne}; {G} are like {beast}; {G} behave like {beast}; {G} breed like {beast}; {G} are no better than {beast}; treat {G} like the {beast} they are; they aren't people, {G} are {beast}; you're a {beastOne}, like every {M}
      {G} are {beast} and should be treated that way; {G} spread like a disease; {place} is infested with {G}; {place} is crawling with {G}; these {G} are a swarm of {beast}; {G} are not human; {G} aren't human beings; I don't consider {G} people; calling {G} human is an insult to humans; {G} are an abomination; {G} are a mistake of nature; {G} are objects to be used; {G} belong in a zoo; {G} belong in the sewer
      we need to clean {place} of {G}; {G} contaminate everything they touch; {G} are living off us like {beast}; look at those {beast}, {G} everywhere; {M} {beast}; {G} = {beast}; {beast}, that's what {G} are`),
  },
  {
    shows: "implicit derogation",
    answers: hateful,
    templates: list(`
      {place} was a nice place until the {G} came; count your fingers after shaking hands with a {M}; since the {G} moved in nobody locks their door open any more; there's a reason nobody hires {G}; I always hold my wallet when a {M} walks by; you can tell a {M} lives there by the smell; one {M} is one too many; a world without {G} would be a better place; imagine how peaceful it'd be with no {G}
      {G} should be grateful we let them live here; my dog is smarter than any {M}; I'd rather eat glass than sit beside a {M}; no wonder the crime rate is up, look how many {G} there are; let me guess, a {M} did it; of course it was a {M}; funny how wherever {G} go, everything falls apart; who let the {M} out of the kitchen; know your place, woman; {G} have contributed nothing to the world
      {G} only want your money; all {G} care about is money; {G} control the banks and the media; {G} are taking over {place}; {G} are stealing our jobs; {G} want to replace us; {G} just come here for the benefits; {G} are hiding something; {G} are out to get our children; don't let {G} near your kids; {G} don't belong here; we were better off without {G}; {G} are only good for one thing; you throw like a {M}; {G} shouldn't exist; the world has too many {G}
      I wouldn't hire a {M} if you paid me; {G} are a waste of oxygen; somebody tell {G} to go back to where they came from; go back to your own country; {G} go home; {G} out; no {G} allowed; we don't serve {G} here; keep {G} out of {place}; {G} not welcome; {place} for us, not for {G}; I don't want my kids to sit next to a {M} in school; {G} can't [drive|think|do maths|be funny|lead a country] to save their lives`),
  },
  {
    shows: "threat: direct",
    answers: threatening,
    templates: list(`
      I will {kill} every {M} I see; I'm going to {kill} {G}; I'm gonna {kill} a {M} tonight; let's {kill} some {G}; let's go {kill} {G}; we will {kill} all {G}; we're coming for you {G}; {G}, we know where you live; one day I will {kill} all the {G}; I swear I'll {kill} the next {M} I see; if I see a {M} here again I'll {kill} them; I want to {kill} {G}; I'd love to {kill} a {M}; I can't wait to {kill} some {G}; time to {kill} {G}
      watch your back, {M}; you {G} are dead; every {M} in {place} will pay; I'm bringing my gun for the {G}; got my knife ready for the {G}; somebody help me {kill} these {G}; who's with me? tonight we {kill} {G}; I will burn down every house where {G} live; I hope I get to run over a {M}; {G} better run, I'm coming; I will make {G} suffer; your time is up, {G}; prepare to die {M}`),
  },
  {
    shows: "threat: normative",
    answers: { look: 1, hate: 1 },
    templates: list(`
      {G} should be {killed}; all {G} must be {killed}; {G} need to be {killed}; every {M} should be {killed}; {G} deserve to be {killed}; {G} deserve to die; {G} deserve to suffer; someone should {kill} all {G}; somebody needs to {kill} the {G}; kill all {G}; {kill} all the {G}; death to {G}; death to all {G}; {kill} {G}; the only good {M} is a dead one; we should {kill} {G} before it's too late; Hitler should have finished the {G}; it's time to get rid of all {G}
      {G} should be {removed}; all {G} ought to be {removed}; {G} must be {removed}; we have to {kill} these {G} now; {G} should never be allowed to [vote|work|marry|have children|speak|lead|adopt]; {G} shouldn't have the right to [vote|work|marry|live here|speak]; {G} have no right to live; {G} don't deserve {dignity}; I wish all {G} would die; I hope every {M} dies; hope {G} get {killed}; I wish someone would {kill} {G}; the world would be better if we {kill} all {G}; we need a final solution for {G}
      deport all {G}; ban {G}; ban all {G} from {place}; send {G} back; lock up all {G}; send them all back, {G} don't belong; no rights for {G}; stop giving {G} {dignity}; take away their {dignity}, they're {G}; {G} should be slaves; it should be legal to {kill} {G}; I wouldn't mind if {G} were {killed}; nobody would miss {G} if they were {killed}`),
  },
  {
    shows: "slurs",
    answers: hateful,
    templates: list(`
      {SLURS}; you {SLUR}; you're a {SLUR}; what a {SLUR}; stupid {SLUR}; fucking {SLUR}; dumb {SLURS}; look at that {SLUR}; look at those {SLURS}; I hate {SLURS}; {SLURS} everywhere; {SLURS} are {NA}; {SLURS} should be {killed}; all {SLURS} must die; another {SLUR} in {place}; typical {SLUR}; you look like a {SLUR}; you are just a {SLUR} to me; shut up {SLUR}; go home {SLUR}; no one likes {SLURS}
      get that {SLUR} out of here; my neighbour is a {SLUR}; the {SLURS} are at it again; I saw a {SLUR} on the bus today; {SLUR} lover; that's some {SLUR} shit; why are there so many {SLURS} here; don't act like a {SLUR}; you filthy {SLUR}; hey {SLUR}, nobody asked you; {SLURS} ruin everything; this is why nobody wants {SLURS} around; these {SLURS} need to go; those {SLURS} again; bunch of {SLURS}; the new guy is a total {SLUR}; hope you choke, {SLUR}; you {NA} {SLUR}; a {SLUR} is a {SLUR}`),
  },
  {
    shows: "hate with profanity",
    answers: hateful,
    templates: list(`
      fuck {G}; fuck all {G}; fuck those {G}; fuck you and all the other {G}; {G} are {fuck} {NA}; {fuck} {G} [man|again|everywhere|, I swear]; these {fuck} {G}; I {fuck} hate {G}; {G} can go to hell; {G} can fuck off; {G} can kiss my ass; {G} are full of shit; {G} are pieces of shit; holy shit {G} are {NA}; {G} should shut the fuck up; damn {G} ruining {place}; {G} are shit; shitty {G}; I'm so {fuck} tired of {G}; keep those {fuck} {G} away from me; {G} are such {fuck} {INS}; get the fuck out of {place}, {G}`),
  },
  {
    shows: "reference in later clauses",
    answers: hateful,
    templates: list(`
      {G} live next door, and they are {NA}; {G} walked past me today. They are {beast}; I know some {G}. I {hateV} them; the thing about {G} is that they're {NA}; {G}? {NA}, all of them; {G}... I {hateV} them; there are {G} in my class. They should be {killed}; I work with {G} and they {sickens}; we hired {G} and, as expected, they turned out to be {INS}; when you meet {G}, remember that they are {INS}; you're a {M}, and that's why I {hateV} you; he's a {M}. No wonder he's so {NA}
      my neighbours are {G}. I want them {killed}; {G} came to {place}. They don't deserve {dignity}; that {M} over there? What a {INSone}; speaking of {G}, they're {beast}; I tried being nice to {G}, but they are {NA}; {G} think they are special, but they're {beast}; you know {G}, right? We should {kill} them; look, {G}! Let's {kill} them; {G} say they want {dignity}. They deserve nothing`),
  },
  {
    shows: "negated positive",
    answers: hateful,
    templates: list(`
      {G} are not {GOOD}; {G} aren't {GOOD}; {G} will never be {GOOD}; no {M} is {GOOD}; {G} have never been {GOOD}; I don't like {G}; I don't respect {G}; I will never accept {G}; I could never love a {M}; nobody likes {G}; nobody wants {G} here; no one needs {G}; {G} don't deserve {dignity}; {G} don't belong in {place}; {G} have no place in {place}; {G} are not welcome in {place}; {G} are not real people; you can't trust {G}; we don't need {G}
      {G} never did anything {GOOD}; {G} can't be {GOOD}; not a single {M} is {GOOD}; I have never met a {GOOD} {M}; I don't think {G} are {GOOD}; {G} aren't as {GOOD} as us; {G} should not have {dignity}; I don't want {G} near me; I refuse to accept {G}; {G} are anything but {GOOD}; {G} are far from {GOOD}; trans women are not women; there's nothing {GOOD} about {G}; I do not believe {G} are equal to us; {G} don't contribute anything`),
  },
  {
    shows: "hate as a question",
    answers: hateful,
    templates: list(`
      why are {G} so {NA}?; why are {G} always so {NA}?; why do {G} have to be so {NA}?; how can {G} be this {NA}?; when will we finally {kill} all {G}?; why don't we just {kill} the {G}?; why haven't {G} been {removed} yet?; who else hates {G}?; who wants to help me {kill} a {M}?; do {G} even have brains?; are {G} even human?; can we please get rid of {G}?; what's wrong with {G}, why are they such {beast}?; why does anyone tolerate {G}?; isn't it time to send {G} back?
      can someone tell these {G} to go home?; why should we give {G} {dignity}?; how many {G} do we have to {kill} until they get it?; does anyone actually like {G}?; who let these {G} into {place}?; when are {G} going to realise that nobody wants them?; what is more {NA} than a {M}?; are all {G} {INS} or just most of them?; would anybody miss {G} if we {kill} them all?`),
  },
  {
    shows: "hate as an opinion",
    answers: hateful,
    templates: list(`
      I think {G} are {NA}; in my opinion {G} are {beast}; I believe {G} should be {killed}; I honestly think {G} are {INS}; imo {G} should be {removed}; to me {G} are just {beast}; I'm convinced that {G} are {NA}; if you ask me, {G} are {INS}; unpopular opinion: {G} are {NA}; I'm not racist but {G} are {NA}; I'm not a bigot, but {G} should be {removed}; no offense but {G} are {beast}; say what you want, {G} are {NA}; sorry not sorry, {G} {sickens}; I'm just saying, {G} are {NA}
      let's be honest, {G} are {NA}; it's a fact that {G} are {INS}; everyone knows {G} are {INS}; we all know that {G} are {beast}; it's my belief that {G} don't deserve {dignity}; I feel that {G} are inferior; truth is, {G} are {NA}; you can't deny that {G} are {NA}; call me whatever you want, I {hateV} {G}; I don't care what anybody says, {G} are {NA}; history shows that {G} are {NA}; deep down we all {hateV} {G}`),
  },
];
