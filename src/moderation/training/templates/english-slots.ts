/** CONTENT NOTE: words of hate, to be put into sentences that teach a classifier what hate is and what is not. */
import { list, type Slots } from "./grammar.ts";

export const englishSlots: Slots = {
  G: list(`women; girls; females; trans people; transgender people; trans women; trans men; gay people; gays; gay men; lesbians; bisexuals; bi people; queer people; homosexuals; black people; blacks; Black folks; black men; black women; African Americans; Africans; Asians; Asian people; Chinese people; the Chinese; Japanese people; Koreans; Indians; Pakistanis; Mexicans; Latinos; Hispanics; Arabs; Middle Eastern people;
    Muslims; Muslim people; Muslim women; Jews; Jewish people; the Jews; Christians; Hindus; Sikhs; Buddhists; Catholics; immigrants; migrants; illegal immigrants; refugees; asylum seekers; foreigners; disabled people; people with disabilities; the disabled; deaf people; blind people; autistic people; autistic kids; people with Down syndrome; wheelchair users; mentally ill people; old people; elderly people; Roma people; Romanians; Poles; Turks; Nigerians; Somalis; Syrians; Filipinos; Vietnamese people; Native Americans; indigenous people; Aboriginals; non-binary people; white people; brown people`),
  M: list(
    `woman; girl; trans person; trans woman; gay person; gay man; gay guy; lesbian; black person; black man; black woman; African; Asian; Asian guy; Chinese person; Mexican; Latino; Arab; Muslim; Muslim woman; Jew; Jewish person; Hindu; Sikh; immigrant; migrant; refugee; asylum seeker; foreigner; disabled person; person with a disability; deaf person; blind woman; autistic kid; wheelchair user; Indian; Pakistani; Korean; Turk; Nigerian; Somali; Native American; queer person; bisexual; non-binary person`,
  ),
  MM: list(`{M}; {M}; {M}`),
  hateV: list(
    `hate; despise; loathe; detest; can't stand; cannot stand; can't bear; resent; abhor; hate; hate; have no respect for; am sick of; am so tired of; am fed up with; don't trust; look down on`,
  ),
  hating: list(`hating; despising; loathing; mocking; hating on; attacking; insulting`),
  sickens: list(
    `disgust me; make me sick; make my skin crawl; make me want to puke; make me angry; piss me off; creep me out; sicken me; repulse me; scare me; get on my nerves`,
  ),
  NA: list(
    `disgusting; stupid; dumb; ugly; dirty; filthy; evil; worthless; lazy; gross; vile; repulsive; revolting; pathetic; useless; dishonest; greedy; rude; violent; dangerous; criminal; untrustworthy; deceitful; backward; primitive; ignorant; insane; twisted; sick; perverted; immoral; unnatural; smelly; toxic; weak; hysterical; inferior; cruel; horrible; awful; terrible; nasty; despicable; shameful; mindless; uncivilized; crazy; selfish; irrational; the worst; retarded`,
  ),
  GOOD: list(
    `smart; intelligent; kind; honest; trustworthy; beautiful; talented; good; decent; worthy; capable; brave; strong; friendly; clean; civilized; normal; human; equal; welcome; wonderful; amazing; great; lovely; brilliant; generous; hardworking; funny; creative; respectful; peaceful; loyal; valuable`,
  ),
  praise: list(
    `amazing; wonderful; beautiful; lovely; fantastic; brilliant; awesome; incredible; great; so kind; so talented; inspiring; a blessing; a gift to this world; the best; funny and warm; welcome here; important; valid; strong and brave; gorgeous`,
  ),
  beast: list(
    `vermin; rats; cockroaches; parasites; leeches; maggots; pigs; animals; filth; scum; trash; garbage; a disease; a plague; a cancer; subhuman; monkeys; apes; savages; dogs; snakes; insects; a virus; pests; human waste; sewage; demons; monsters; freaks; an infestation; barely human; less than human; mongrels; degenerates; a stain on this earth; barbarians`,
  ),
  beastOne: list(
    `rat; cockroach; parasite; leech; maggot; pig; animal; monkey; ape; savage; dog; snake; insect; pest; demon; monster; freak; subhuman; piece of filth; disease; mongrel; degenerate; worm; virus`,
  ),
  INS: list(
    `idiots; morons; losers; liars; thieves; criminals; cowards; bastards; assholes; scumbags; whores; sluts; bitches; rapists; terrorists; cheats; parasites; perverts; creeps; retards; freaks; thugs; murderers; scammers; pieces of shit`,
  ),
  INSone: list(
    `idiot; moron; loser; liar; thief; criminal; coward; bastard; asshole; scumbag; whore; slut; bitch; rapist; terrorist; pervert; creep; retard; freak; thug; piece of shit; waste of space`,
  ),
  killed: list(
    `killed; shot; hanged; lynched; gassed; exterminated; burned alive; wiped out; executed; murdered; beaten to death; put down; drowned; slaughtered; stabbed; eradicated; beheaded; put against a wall; sterilised; bombed`,
  ),
  kill: list(
    `kill; shoot; hang; lynch; gas; exterminate; burn; wipe out; execute; murder; slaughter; stab; eradicate; strangle; drown; beat up; bomb; behead; punch; get rid of`,
  ),
  removed: list(
    `deported; banned; locked up; kicked out; sent back; thrown out; expelled; rounded up; segregated; put in camps; jailed; kept out; removed from this country; put in cages; silenced`,
  ),
  SLURS: list(
    `niggers; faggots; fags; trannies; kikes; chinks; gooks; spics; wetbacks; beaners; ragheads; towelheads; sandniggers; pakis; retards; cripples; dykes; shemales; coons; homos; muzzies; spastics; mongoloids; gypos; injuns; japs; wogs; jungle bunnies; camel jockeys; feminazis; femoids; troons; cunts; whores; sluts`,
  ),
  SLUR: list(
    `nigger; faggot; fag; tranny; kike; chink; gook; spic; wetback; beaner; raghead; towelhead; sandnigger; paki; retard; cripple; dyke; shemale; coon; homo; muzzie; spastic; mongoloid; gypo; injun; jap; wog; jungle bunny; camel jockey; feminazi; femoid; troon; cunt`,
  ),
  dignity: list(
    `rights; respect; human rights; a vote; a voice; protection; sympathy; equality; our help; a place here; freedom; citizenship; jobs; healthcare; any dignity; to live`,
  ),
  bully: list(
    `disgusting; racist; bigoted; wrong; unacceptable; horrible; ignorant; hateful; sexist; homophobic; transphobic; islamophobic; antisemitic; not okay; inexcusable; harmful; cruel; shameful; vile; offensive; pathetic; awful; so messed up; stupid; dangerous; ridiculous; a lie; false; nonsense; plain wrong; disgraceful`,
  ),
  bigot: list(
    `racist; bigot; homophobe; sexist; transphobe; misogynist; xenophobe; hater; antisemite; jerk; horrible person; idiot; fascist; Nazi; piece of work; bully; fool`,
  ),
  sayer: list(
    `my uncle; my boss; some guy on the bus; this politician; a man at the bar; my old teacher; somebody in this channel; the guy next door; a customer; that streamer; my classmate; the pastor; my grandfather; one of the mods; a stranger`,
  ),
  other: list(
    `politicians; bankers; landlords; vegans; gamers; lawyers; cops; cyclists; billionaires; influencers; managers; accountants; capitalists; communists; liberals; conservatives; football fans; smokers; telemarketers; spammers; scalpers; recruiters; hipsters; journalists; artists; celebrities; tourists; developers; bureaucrats; racists; Nazis; homophobes; bullies; anti-vaxxers; anime fans; golfers; cheaters; hackers; critics; flat earthers; realtors; CEOs; crypto bros`,
  ),
  otherOne: list(
    `politician; banker; landlord; vegan; gamer; lawyer; cop; cyclist; billionaire; manager; capitalist; communist; smoker; telemarketer; spammer; journalist; racist; Nazi; hacker; cheater; celebrity; recruiter; anti-vaxxer`,
  ),
  thing: list(
    `printer; phone; laptop; car; app; keyboard; movie; show; song; game; boss fight; chair; exam; traffic; train; bus; flight; meeting; spreadsheet; weather; rain; alarm clock; coffee machine; router; bug; compiler; merge conflict; update; website; login form; parking lot; couch; sandwich; soup; pizza; homework; driver; database; build; deadline; commute; tax form; dishwasher`,
  ),
  things: list(
    `Mondays; spiders; wasps; mushrooms; olives; early mornings; long meetings; pop-up ads; cold showers; exams; traffic jams; merge conflicts; spoilers; loud bars; cheap headphones; sequels; slow printers; tabs; semicolons; captchas; mosquitoes; cockroaches in my kitchen; rats in the basement; weeds; pop quizzes; airports; taxes; onions; raisins`,
  ),
  who: list(
    `my boss; my brother; my ex; that guy; he; she; your friend; the new manager; this referee; my roommate; our landlord; the goalkeeper; Kevin; Sarah; Dave; Jessica; that actor; your cousin; the mayor; my neighbour`,
  ),
  name: list(`Kevin; Sarah; Dave; Jessica; Tom; Linda; Mike; Emma; Steve; Anna; Chris; Paul; Rachel`),
  place: list(
    `this country; our city; my street; our schools; this town; Europe; America; the UK; our neighbourhood; this company; the west; our village; this server; the park`,
  ),
  job: list(
    `doctor; teacher; nurse; engineer; writer; lawyer; pilot; neighbour; colleague; coach; singer; friend; scientist; student; chef; manager; poet; developer`,
  ),
  very: list(`so; really; very; truly; just; absolutely; such; literally; all; totally; ; ; `),
  fuck: list(`fucking; goddamn; bloody; damn; fucking; shitty`),
  food: list(`pasta; curry; kimchi; tacos; sushi; falafel; dumplings; noodles; bread; cake; pancakes; ramen`),
  wasgood: list(
    `great; so good; lovely; fun; amazing; really interesting; delicious; brilliant; awesome; nice; a blast`,
  ),
  HATE: list(
    `{G} are {NA}; {G} are {beast}; I hate {G}; I {hateV} {G}; {G} are all {INS}; all {G} should be {killed}; {G} should be {removed}; {G} don't deserve {dignity}; {G} {sickens}; kill all {G}; go back to where you came from; {G} ruin everything; {G} are inferior; we don't want {G} here; {G} are taking over; no {M} is {GOOD}; fucking {SLURS}; {SLURS} are {NA}; {G} belong in the kitchen; {G} aren't real people`,
  ),
  THATHATE: list(
    `{G} are {NA}; {G} are {beast}; {G} are all {INS}; {G} should be {killed}; {G} should be {removed}; {G} don't deserve {dignity}; {G} are inferior; all {G} are {NA}; every {M} is a {INSone}; {G} ruin everything; {G} are less than human; {G} are to blame; {G} are taking over`,
  ),
};
