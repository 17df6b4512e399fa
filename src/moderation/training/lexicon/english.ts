/**
 * CONTENT NOTE: this file lists slurs and insults. It exists so that software can recognise them.
 *
 * English words by what they do in a sentence about people (src/moderation/router/word-class.ts). Words are parted by
 * blanks; `_` stands for the blank inside a phrase. `~` after a word: its inflected forms as well (verbs: -s, -ed, -ing;
 * nouns: -s).
 */
import type { WordClass } from "../../router/word-class.ts";

export const english: Readonly<Partial<Record<WordClass, string>>> = {
  group: `
    women females ladies wives mothers girls wimmin womyn womenfolk muslims islamists jews christians hindus sikhs buddhists catholics atheists mormons
    immigrants migrants refugees foreigners asylum_seekers illegals illegal_aliens immigrant_families gays lesbians homosexuals bisexuals queers transsexuals transgenders
    transwomen transmen homos lesbos blacks africans african-americans afro-americans whites caucasians asians chinese_people mexicans latinos latinas hispanics arabs
    indians pakistanis bangladeshis nigerians somalis ethiopians syrians iraqis iranians afghans turks kurds palestinians israelis koreans japanese_people vietnamese_people
    filipinos thais indonesians russians ukrainians poles romanians bulgarians albanians gypsies_and_travellers romani roma travellers natives native_americans
    aborigines aboriginals indigenous_people first_nations māori maori inuit eskimos haitians jamaicans cubans puerto_ricans colombians brazilians
    venezuelans moroccans algerians egyptians saudis yemenis cripples amputees paraplegics quadriplegics the_disabled the_blind the_deaf the_elderly the_handicapped
    the_mentally_ill schizophrenics autistics dwarfs disabled_folk wheelchair_users people_of_color people_of_colour people_with_disabilities
    people_with_a_disability people_with_disability people_with_mental_illness people_with_autism people_with_down_syndrome people_of_faith
    lgbt lgbtq lgbtqia lgbt_people lgbtq_people enbies nonbinary_people non-binary_people minorities ethnic_minorities religious_minorities
    pensioners old_folks boomers elders senior_citizens orientals semites zionists bame pocs westerners europeans americans brits germans italians
    french_people greeks spaniards irish_people scots welsh_people swedes dutch_people australians canadians`,
  member: `
    woman female lady wife mother girl muslim jew christian hindu sikh buddhist catholic atheist mormon immigrant migrant refugee foreigner asylum_seeker homosexual lesbian bisexual
    transwoman transman transsexual transgender african african-american asian mexican latino latina hispanic arab pakistani bangladeshi nigerian somali ethiopian syrian iraqi
    iranian afghan turk kurd palestinian israeli filipino indonesian pole romanian albanian native_american aborigine
    haitian jamaican cuban colombian brazilian venezuelan moroccan algerian egyptian saudi amputee paraplegic schizophrenic wheelchair_user
    person_of_color person_with_a_disability illegal_alien minority`,
  groupAdjective: `
    black white brown gay queer trans transgendered lesbian bi homosexual bisexual muslim islamic jewish christian hindu sikh buddhist catholic immigrant migrant refugee foreign
    disabled handicapped deaf blind autistic mentally_ill mentally_disabled physically_disabled wheelchair-bound disfigured
    asian african hispanic latino latina latinx mexican indian chinese japanese korean vietnamese thai filipino arab arabic pakistani bangladeshi nigerian
    somali ethiopian syrian iraqi iranian afghan turkish kurdish palestinian israeli russian ukrainian polish romanian bulgarian albanian romani indigenous aboriginal native
    haitian jamaican cuban colombian brazilian moroccan egyptian saudi european american british german italian french greek spanish irish oriental semitic dark-skinned
    coloured colored non-white non-binary nonbinary genderqueer genderfluid intersex asexual pansexual elderly old_age minority ethnic undocumented illegal middle_eastern
    middle-eastern south_asian east_asian north_african nonwhite lgbt lgbtq gypsy obese fat`,
  people: `
    people folks folk men guys persons individuals communities community population kids children boys humans students employees workers families couples citizens men_and_women
    residents parents fathers neighbours neighbors friends colleagues coworkers teens teenagers youths adults lives types ppl peeps dudes lads bros males kind lot bunch
    race culture cultures religion religions religious ethnicity nation tribe faith`,
  person: `person man guy someone somebody one individual child kid boy dude fella chap bloke human male fellow lad student employee worker citizen anyone anybody everyone everybody`,
  slur: `
    nigger~ nigga~ niggas niggaz nigg nig~ niglet~ negro~ negroid~ jigaboo~ jiggaboo~ porch_monkey~ sambo~ pickaninny~ darkie~ darky coon~ spook~ tar_baby wigger~ kaffir~
    sand_nigger~ sandnigger~ raghead~ rag_head~ towelhead~ towel_head~ camel_jockey~ camel_fucker~ camelfucker~ goat_fucker~ goatfucker~ goathumper~ muzzie~ muzz~ mudslime~ muzrat~ musrat~ hajji~ haji~
    paki~ pakis kike~ kyke~ heeb~ hebe~ hymie~ yid~ sheeny jewboy~ zhid christ-killer~ shylock~ chink~ chinky gook~ slant-eye~ slanty-eyed slant_eye~ slanteye~ zipperhead~ ching_chong chingchong
    jap~ nip~ chinaman chinamen yellow_monkey~ wetback~ wet_back~ spic~ spick~ spik~ beaner~ greaser~ border_hopper~ borderhopper~ anchor_baby anchor_babies
    gyppo~ gypo~ pikey~ pikies tinker_scum polack~ dago~ wop~ guido~ injun~ redskin~ squaw~ abo~ coonass half-breed~ halfbreed~ mongrel_race mud_people mudblood~ muds
    faggot~ fagot~ faggy fag~ fags fagg~ fggt faggotry homo~ homos queer_scum poofter~ poof~ ponce~ pansy pansies batty_boy~ battyboy~ fudgepacker~ fudge_packer~ cocksucker~
    carpet_muncher~ carpetmuncher~ muff_diver~ dyke~ lesbo~ lezzie~ lezzer~ lezbo~ bulldyke~ tranny trannies trannie~ shemale~ she-male~ ladyboy~ heshe~ he-she~ troon~ trap_faggot
    tranner~ cuntboy~ retard~ retarded tard~ fucktard~ libtard~ mongoloid~ mong~ spastic~ spaz~ spazz spazzes cripple cripples crip~ gimp~ window_licker~ windowlicker~ sperg~ autist~ midget~
    feminazi~ femoid~ foid~ roastie~ thot~ landwhale~ white_trash honky honkies honkey~ whitey gringo~ redneck~ hillbilly hillbillies peckerwood~ yt_devil~ cracker_scum
    kafir~ shitskin~ dindu~ dindus coolie~ curry_muncher~ currymuncher~ curry_nigger dothead~ pajeet~ poo_in_loo oven_dodger~ ovendodger~ zog jidf bluegum~ golliwog~ wog~ wogs
    nogs nog dune_coon~ groid~ tarbaby jungle_bunny jungle_bunnies junglebunny moon_cricket~ cotton_picker~ mammy ape-like illegals rapefugee~ invader_scum sodomite~ degenerate_freaks`,
  doubtfulSlur: `
    cracker~ dyke_march spade~ monkey~ oreo~ coconut~ banana~ queen~ fairy fairies fruit fruitcake~ bent snowflake~ karen~ pussy pussies trap~ slope~ frog~ kraut~ limey~ paddy mick~ taig~ gypsy gypsies
    eskimo oriental savage tribal mental lame dumb crazy nuts psycho~ schizo~ lunatic~ freak~ sissy sissies butch flamer~ twink~ bear~ negro_league chinky_eyes gash skank~ bimbo~ thug~`,
  sexistInsult: `
    bitch~ bitches bitchy biatch~ biotch bytch btch bich hoe~ ho hoes whore~ whoring slut~ sluts slutty cunt~ cunty slag~ slapper~ tramp~ trollop~ harlot~ hussy hussies strumpet~ floozy cumslut~
    cumdump~ cum_dumpster~ cumdumpster~ hag~ shrew~ nag~ crone~ bint~ broad~ wench~ gold_digger~ golddigger~ skank skanks skanky attention_whore~ cock_tease cocktease cockteases prude~ spinster~ bimbo bimbos twat~ milf~ thots thotty cow_faced`,
  beast: `
    vermin rat~ cockroach cockroaches roach~ parasite~ parasitic leech~ leeches maggot~ pest~ pestilence plague~ virus~ viruses disease~ diseased infection~ infestation~ infest~ cancer~ cancerous tumor~ tumour~ bacteria germ~ germs locust~ insect~
    worm~ slug~ snake~ serpent~ animal~ animals beast~ pig~ piggies swine hog~ dog~ mutt~ mongrel~ cur~ ape~ gorilla~ baboon~ chimp~ chimpanzee~ primate~ neanderthal~ caveman cavemen brute~ brutes barbarian~ barbaric
    savages filth filthy_animals scum scumbag~ dirt trash garbage rubbish waste refuse sewage excrement feces faeces turd~ dung manure poison toxin~ rot scourge~ blight~ stain~
    abomination~ subhuman~ subhumans sub-human~ sub-humans untermensch~ untermenschen inhuman nonhuman non-human devil~ demon~ demons satan spawn monster~ monsters creature~ creatures mistake_of_nature freaks_of_nature freak_of_nature
    hive horde~ hordes swarm~ swarms bloodsucker~ bloodsuckers mosquito~ mosquitoes flea~ fleas lice louse tick~ termite~ weevil~ hyena~ vulture~ jackal~ cattle livestock weed~ fungus mold mould bug~ vampires ogre~ goblin~ orc~ degenerates degenerate`,
  insult: `
    idiot~ moron~ imbecile~ fool~ dumbass~ dumbasses dumbfuck~ dimwit~ halfwit~ nitwit~ simpleton~ cretin~ dunce~ dolt~ airhead~ blockhead~ numbskull~ dipshit~ shithead~ shitheads dickhead~ dickheads
    asshole~ assholes arsehole~ arseholes asshat~ ass_hat~ jackass~ jackasses bastard~ prick~ dick~ cock~ knob~ knobhead~ wanker~ tosser~ bellend~ muppet~ pillock~ plonker~ git~ arse~ douche~ douchebag~ scumbag~ slimeball~ sleazebag~ dirtbag~
    fuckwit~ fuckhead~ fucker~ motherfucker~ mofo~ motherfuckers son_of_a_bitch sonofabitch sob piece_of_shit pieces_of_shit pos piece_of_crap piece_of_trash piece_of_garbage waste_of_space waste_of_air waste_of_oxygen
    loser~ clown~ creep~ weirdo~ liar~ cheat~ coward~ crybaby wimp~ pushover~ brat~ jerk~ hypocrite~ troll~ incel~ cuck~ cucks simp~ virgin~ neckbeard~ pervert~ perv~ pedo~ pedophile~ paedophile~ weasel~ snitch~
    fatass~ fatso~ lardass~ lard_ass fatty fatties pig_face ugly_ass nobody nobodies traitor~ sellout~ bum~ junkie~ druggie~ whiner~ nutjob~ nutcase~ wacko~ dork~ nerd~ dumbo~`,
  bad: `
    unreliable unpleasant hostile savage_like ill-mannered bad-mannered uncultured uncouth vulgar crude bland dull boring soulless spineless gutless clueless tasteless classless talentless humourless humorless joyless shallow superficial petty jealous bitter spiteful vindictive manipulators sly slimy greasy oily sweaty unwashed unhinged unstable_people delusional paranoid crazy dumb lame nuts mental insane_people volatile aggressive_people bloodthirsty fanatical radicalised radicalized brainwashed docile obedient_wives bossy nagging clingy needy dramatic bitchy catty frigid loud noisy messy clumsy useless_people parasitic_people dependent helpless retarded_people subpar mediocre third-rate substandard undesirable disposable unfuckable unattractive unsightly grotesque monstrous fiendish satanic demonic godless heathen impure tainted contaminated unhealthy sickly feral rabid wild untamed dodgy suspicious shifty fishy sketchy conniving two-faced backstabbing ungodly blasphemous rotten_to_the_core hopelessly bad~ terrible_people up_to_no_good good_for_nothing good-for-nothing no_good not_right wrong_in_the_head sick_in_the_head
       disgusting stupid ugly dirty filthy evil worthless lazy gross vile repulsive revolting repugnant nasty horrible awful terrible dreadful despicable detestable loathsome hideous hateful_people abhorrent appalling atrocious
    horrid horrendous wretched pathetic useless hopeless incompetent dishonest greedy cheap stingy selfish arrogant rude violent aggressive dangerous deadly criminal corrupt crooked sneaky shady untrustworthy deceitful
    lying cheating manipulative devious cunning scheming backward backwards primitive uncivilized uncivilised barbarous savage brutish ignorant uneducated illiterate unintelligent brainless mindless braindead brain-dead thick slow
    dense moronic idiotic imbecilic foolish insane deranged demented twisted sick sickening perverted perverse depraved immoral sinful unnatural abnormal deviant degenerate deformed defective broken freakish weird creepy gross_as
    smelly stinky stinking stink stinks smell rotten rank foul putrid unclean unhygienic infected contagious toxic poisonous promiscuous slutty loose easy whiny annoying irritating insufferable unbearable intolerable obnoxious
    shitty crappy trashy lousy fucked fucked_up messed_up shameful disgraceful embarrassing cowardly weak feeble fragile hysterical irrational emotional_wrecks dumber stupider uglier worse worst wicked cruel heartless soulless
    ruthless vicious malicious malevolent parasitical inbred lowlife unworthy undeserving ungrateful entitled spoiled unwanted unwelcome dispensable expendable
    problem~ threat~ danger~ burden~ nuisance~ disgrace~ shame embarrassment failure~ failures mistake~ joke~ freaks curse menace~ liability hypocritical fake liars thieves evil_people incapable unfit unstable ruin ruined ruining ruins`,
  good: `
    polite helpful patient calm cheerful lively creative_people thoughtful_people sincere humble modest graceful elegant stylish witty hilarious interesting fascinating impressive extraordinary gifted_people remarkable_people diligent dedicated devoted committed professional punctual neat clean tidy healthy fit athletic curious open-minded tolerant supportive understanding_people affectionate loving beloved dear tender joyful bright sunny radiant glorious noble righteous virtuous heroic fearless bold confident independent self-sufficient productive prosperous educated knowledgeable wise_people skilful skillful experienced law-abiding civil civilized civilised refined cultured equal_to_us worthwhile meaningful useful innocent harmless safe_people trustworthy_people blessed_people favourite favorite
       great good wonderful amazing lovely beautiful brilliant kind fantastic awesome excellent incredible talented smart intelligent clever funny friendly generous honest hardworking hard-working loyal brave strong
    caring compassionate gentle warm welcoming respectful peaceful gorgeous pretty cute handsome sweet nice cool fun inspiring inspirational admirable remarkable outstanding exceptional special precious valuable valued
    worthy capable competent creative courageous resilient decent deserving delightful charming fabulous stunning magnificent marvelous marvellous superb terrific thoughtful trustworthy reliable responsible
    successful skilled gifted wise best better perfect happy glad grateful thankful excited pleased blessed important essential vital normal ordinary human beautiful_souls heroes hero legend legends angels angel treasure~ gem blessing~ joy delight
    inspiration equal equals fine okay ok safe welcome right bravo epic iconic lit dope legendary right_on bless`,
  hate: `
    hate hates hated hating h8 h8s despise~ despised despising loathe~ loathed loathing detest~ abhor~ abhorred resent~ dislike~ disliked disliking can't_stand cant_stand cannot_stand can_not_stand couldn't_stand can't_bear cant_bear can't_tolerate cant_tolerate
    cannot_tolerate sick_of tired_of fed_up_with fed_up had_enough_of no_time_for no_respect_for no_patience_for have_nothing_against hatred disgust_me disgusts_me sicken~ repulse~ repulsed nauseate~ appall~
    mock~ ridicule~ scorn~ shun~ spit_on spits_on spitting_on look_down_on piss_me_off pisses_me_off makes_me_sick make_me_sick make_me_puke makes_me_puke make_me_vomit makes_me_vomit makes_my_skin_crawl make_my_skin_crawl make_me_gag
    distrust~ mistrust~ don't_trust never_trust avoid~ fuck_all fuck_the fuck_these fuck_those screw_all`,
  love: `
    love loves loved loving adore~ adored adoring like likes liked liking admire~ admired admiring respect respects respected respecting support~ appreciate~ appreciated cherish~ cherished value~ celebrate~ celebrated celebrating
    welcome~ embrace~ embraced accept~ trust~ trusted enjoy~ enjoyed befriend~ protect~ defend~ defended honor~ honour~ praise~ thank~ stand_with stands_with standing_with solidarity salute~ root_for applaud~ cheer_for defend care_about cares_about include~ learn_from`,
  kill: `
    stomp~ trample~ bury buried burying skin~ slice~ chop~ gut~ hack_up impale~ electrocute~ poison_them poison_their poisoned suffocate~ crucify~ crucified stone_them stoned_to_death throw_acid acid_attack put_a_bullet put_a_knife baseball_bat~ machete~ torch~ set_fire set_on_fire burn_down burn_it_down bloodbath make_them_bleed make_you_bleed bleed~ make_them_pay make_them_suffer make_you_suffer pay_for_this come_for_you coming_for_you know_where_you_live watch_your_back shoot_on_sight open_season firing_line target_practice put_them_down put_you_down curb_stomp teach_them_a_lesson teach_you_a_lesson
       kill kills killed killing slaughter~ murder~ massacre~ exterminate~ exterminated exterminating extermination eradicate~ eradicated eradicating annihilate~ annihilated obliterate~ destroy~ shoot shoots shot shooting hang hangs hanged hung hanging lynch~ lynched lynches lynching
    gas gassed gassing burn~ burned burnt burning stab~ stabbed stabbing behead~ beheaded beheading decapitate~ strangle~ strangled choke~ choked choking drown~ drowned bomb~ bombed bombing nuke~ nuked nuking execute~ executed executing execution~ genocide~ holocaust
    die dies died dying death_to dead beat beaten beating beat_up punch~ punched punches punching kick~ smash~ smashed smashes smashing bash~ bashed bashing slap~ slapped slapping break_your break_their crush~ crushed rape raped raping rapes hurt hurts hurting harm~ harmed injure~ attack~ attacked
    assault~ torture~ tortured torturing maim~ cripple_you skin_alive burn_alive wipe_out wiped_out wiping_out put_down put_to_death put_out_of_their_misery run_over shoot_up blow_up hunt_down hunt_you beat_the_shit kick_your_ass cut_your slit~ bullet~ knife~ gun~ noose~ rope~ gallows guillotine~
    firing_squad gas_chamber gas_chambers concentration_camp~ final_solution wring~ snap_your euthanize~ euthanise~ euthanized cull~ culled purge~ purged sterilize~ sterilise~ sterilized sterilised castrate~ castrated whip~ whipped hit hitting fight`,
  remove: `
    deport~ deported deporting deportation expel~ expelled expelling ban~ banned banning remove~ removed removing send_back sent_back send_them_back go_back go_home get_rid_of rid_of kick_out kicked_out throw_out thrown_out drive_out driven_out kick_them_out throw_them_out ship_back shipped_back
    cleanse~ cleansed cleansing lock_up locked_up lock_them_up jail~ jailed imprison~ imprisoned cage~ caged round_up rounded_up segregate~ segregated segregation exclude~ excluded evict~ evicted boycott~ outlaw~ outlawed forbid~ forbidden prohibit~ keep_out stay_out get_out leave_our
    enslave~ enslaved slave~ slavery stripped_of denied deny~ deprive~ deprived disenfranchise~ not_allowed not_be_allowed shouldn't_be_allowed should_not_be_allowed never_be_allowed no_place no_right back_where_you_came_from back_to_where institutionalized institutionalised put_away silenced`,
  crime: `
    steal~ stealing stole stolen rob~ robbed robbing robbers rapist~ rapists terrorist~ terrorists terrorism criminal~ criminals thief thieves thugs gangster~ gangsters murderer~ murderers killer~ killers pedophiles paedophiles groomer~ groomers grooming molest~ molesters invade~ invading invader~ invaders
    invasion flood_our flooding taking_over take_over took_over replace_us ruin_our ruining_our destroying_our bomb_making scam~ scammer~ scammers cheaters drug_dealer~ drug_dealers smuggle~ jihad jihadi~ isis al_qaeda sharia extremist~ extremists radical~ commit_crimes crime~ abuse_the_system welfare handouts freeload~ freeloader~ freeloaders
    scrounger~ scroungers sponger~ spongers brainwash~ brainwashed brainwashing indoctrinate~ indoctrinating recruit~ corrupt_our pollute~ polluting breed~ breeding multiply outbreed agenda~ propaganda conspiracy control_the_media control_the_banks run_the_banks run_the_media puppet~ greed
    prostitute~ prostitutes prostitution ghetto~ gang~ gangs take_our_jobs taking_our_jobs stealing_our_jobs steal_our_jobs taking_our leeching living_off crime_rate lie_about`,
  not: `
    not never no nobody none nothing neither nor n't don't dont doesn't doesnt didn't didnt isn't isnt aren't arent wasn't wasnt weren't werent won't wont wouldn't wouldnt can't cant cannot couldn't couldnt shouldn't shouldnt haven't hasn't hadn't
    ain't aint without hardly no_one nowhere mustn't needn't far_from anything_but stop_being no_longer no_way refuse_to refuses_to`,
  should: `should must ought_to need_to needs_to have_to has_to deserve~ deserved deserves deserving gonna going_to gotta had_better supposed_to shall will would could might better_not about_to`,
  condemn: `
    racist~ racists racism sexist~ sexism sexists homophobe~ homophobic homophobia transphobe~ transphobic transphobia bigot~ bigots bigoted bigotry xenophobe~ xenophobic xenophobia islamophobe~ islamophobic islamophobia antisemite~ antisemitic antisemitism anti-semitic anti-semitism
    misogynist~ misogynistic misogyny ableist ableism prejudice~ prejudiced discriminate~ discriminating discrimination discriminatory hate_speech hateful offensive unacceptable inexcusable intolerant intolerance stereotype~ stereotypes stereotyping dehumanizing dehumanising derogatory slur~ slurs
    condemn~ condemned denounce~ denounced reject~ oppose~ disagree~ report~ reported reporting wrong not_ok not_okay not_acceptable inappropriate hurtful harmful insensitive ignorant_views outdated unfair unjust inhumane ashamed ashamed_of disappointed
    apologize~ apologise~ apologised apologized apology sorry shouldn't_say should_not_say never_say stop_saying don't_say dont_say don't_call dont_call stop_calling don't_use dont_use stop_using shut_down call_out called_out calling_out educate_yourself grow_up shame_on how_dare
    not_true untrue nonsense_claim myth~ misconception~ false debunk~ debunked delete_this take_it_down took_down moderation moderators fired suspended banned_for harass~ harassment harassed harassing bully~ bullied bullying bullies vilify~ demonise~ demonize~ marginalized marginalised oppressed oppression injustice`,
  say: `
    say says said saying tell tells told telling call calls called calling claim~ claimed claiming shout~ shouted shouting yell~ yelled yelling scream~ screamed tweet~ tweeted post posts posted posting comment~ commented write writes wrote written writing chant~ chanted quote~ quoted word~ words phrase~ term~ terms sentence~
    statement~ statements remark~ remarks speech joke_about message~ messages sign lyrics use_the_word using_the_word think_that believe_that argue~ argued thinking heard hear hearing read joked mumbled muttered whisper~ spray-painted graffiti headline~ title song line`,
  profanity: `
    fuck fucks fucking fuckin fucked fck fcking fuk fking fkn fkin effing frigging freaking frickin shit shits shite shitting bullshit bs crap damn damned dammit goddamn goddamned god_damn hell bloody bugger arse ass piss pissed pissing bollocks wtf omfg lmfao
    stfu gtfo ffs af motherfucking mf mfs fucker_of tits cock_up dickish jeez christ jesus shitshow fuckery sucks suck sucked sucking screw screwed balls hella`,
  thing: `
    phone~ car~ laptop~ computer~ printer~ keyboard~ mouse screen~ monitor~ server~ database code bug_report build~ deploy~ software app~ website~ update~ windows linux python javascript game~ movie~ film~ show~ series book~ music album~ song~ band team~ match coffee tea food pizza burger~ salad
    soup rice cheese bread milk sugar vegetables broccoli mushrooms olives pineapple weather rain snow winter summer monday~ mondays morning~ traffic train~ bus~ flight~ plane~ airport queue~ exam~ homework math maths school_work meeting~ email~ spreadsheet~ paperwork tax~ taxes
    bill~ rent price~ job laundry dishes cleaning alarm clock~ wifi internet connection battery charger~ headphones shoes jacket dress shirt jeans hat sofa couch chair~ table~ bed~ door~ window~ bathroom kitchen sink fridge oven toaster dishwasher fan heater ac air_conditioner plant~
    garden~ lawn spider~ wasp~ bees cat~ kitten~ puppy puppies hamster~ football soccer basketball baseball tennis golf chess yoga gym workout~ running_shoes novel ending plot character~ chapter episode~ season~ level boss_fight driver_update router_box`,
  otherGroup: `
    politicians bankers landlords vegans vegetarians gamers artists musicians poets painters teachers cops policemen police lawyers fans supporters players referees liberals conservatives republicans democrats tories leftists lefties communists socialists capitalists anarchists nazis fascists
    neo-nazis billionaires millionaires ceos managers bosses developers programmers coders engineers designers scientists doctors nurses dentists journalists reporters bloggers influencers youtubers streamers celebrities actors comedians bikers cyclists drivers smokers drinkers hunters fishermen farmers
    tourists hipsters goths punks nerds geeks weebs otakus furries brexiteers remainers trumpists trumpers maga antivaxxers anti-vaxxers flat-earthers scalpers spammers telemarketers hackers cheaters campers trolls accountants recruiters economists consultants salesmen realtors
    plumbers barbers bureaucrats admins mods moderators_here users customers noobs newbies racists bigots homophobes sexists misogynists transphobes rapists murderers paedophiles terrorists criminals_who liars_who dog_owners cat_owners parents_who`,
  relation: `
    boss brother sister cousin~ uncle aunt grandma grandpa grandmother grandfather dad daddy mum mom mommy father son daughter ex ex-husband ex-wife ex-boyfriend ex-girlfriend boyfriend girlfriend husband roommate~ flatmate~ housemate~ neighbour neighbor coworker colleague friend buddy mate
    pal teacher coach landlord manager supervisor classmate~ doctor nurse driver waiter cashier president minister mayor senator player referee singer actor actress author director professor he she him her his hers himself herself`,
  very: `
    very so really absolutely such totally completely utterly extremely literally just truly simply incredibly quite pretty_much too fucking fuckin freaking bloody damn goddamn always actually honestly basically seriously genuinely only even still also definitely obviously clearly surely certainly probably
    maybe perhaps rather more most much highly deeply particularly especially kinda sort_of kind_of a_bit a_little bit lil real super mega hella little big old young own whole entire another utter total complete absolute pure sheer`,
  all: `all every each any everyone_of most_of all_of every_single any_and_all the_whole all_the many most some few several majority_of bunch_of lots_of`,
  you: `you your yours yourself yourselves u ur ya y'all yall ye you're youre you've you'll you'd u're`,
  we: `we us our ours ourselves we're we've we'll we'd let's lets`,
  i: `i me my mine myself i'm im i've ive i'll i'd`,
  they: `they them their theirs themselves they're theyre they've they'll they'd these those this that it he's she's em 'em its it's thats that's`,
  be: `is are am be been being was were isn 's 're seem~ seems look_like looks_like sound_like sounds_like feel_like act_like acts_like behave_like smell_like become~ becomes became`,
  ask: `why how what who when where which whose whom does do did can could_you anyone_else anybody_else has have`,
  inferior: `
    inferior lesser beneath beneath_us second-class second_class lower less_than less_than_human not_human not_fully_human not_real not_a_real not_even_human less_intelligent less_evolved lower_life unequal subservient submissive obedient belong_in belongs_in belong_in_the_kitchen kitchen know_their_place property
    objects born_to_serve serve_men made_for weaker dumber_than not_equal not_as_good incapable_of can't_be_trusted cannot_be_trusted third-world third_world shithole shitholes naturally biologically genetically low_iq iq`,
  dignity: `
    rights right_to equal_rights human_rights civil_rights equality equally freedom dignity tolerance diversity inclusion inclusive acceptance accepting empowerment justice peace understanding visibility representation heard listened safe_space allies ally alliance community_center
    opportunity opportunities citizenship marriage_equality respected_members humanity liberty recognition awareness allyship education_about treated_equally treated_with treated_fairly as_equals belong_here deserve_better deserve_respect protection protected recognised recognized`,
  disgust: `disgust disgusts disgusted repulsed puke vomit vomiting nausea nauseous gag barf eww ew ugh yuck afraid scared scary terrified fear feared fears uncomfortable uneasy angry anger mad furious sickens annoyed annoy~ cringe cringes creepy_af crawl disgraced`,
  wish: `wish wishes wished hope hopes hoped hoping want wants wanted wanting wanna can't_wait cant_wait would_love would_like i'd_love id_love i'd_like looking_forward dream_of dying_to plan_to planning_to if_i_could let_me swear promise if_only the_world_would_be world_would_be_better`,
  pride: `proud proudly pride identify identify_as reclaim~ reclaimed reclaiming my_fellow sis sistas sisters brothers bro bruh homies homie hommies fam crew squad ourselves_as coming_out came_out slay werk yas yass badass boss_bitch bad_bitch baddest bestie besties drag gang_gang my_niggas my_nigga my_bitches bad_bitches`,
  think: `think thinks thought believe~ believed opinion in_my_opinion imo imho feel feels felt guess suppose know knows known convinced sure seems_to_me reckon consider find found agree~ agreed fact obvious truth no_offense no_offence unpopular_opinion not_racist_but just_saying`,
  place: `country countries nation street~ streets town city neighborhood neighbourhood village school~ schools university church temple border~ borders europe america england britain uk usa society world planet earth island land home house office store shop restaurant hospital prison zoo jungle cave toilet toilets sports public army military europe africa asia china india mexico korea japan`,
  groupThing: `
    mosque~ synagogue~ gurdwara~ minaret~ hijab~ headscarf headscarves burqa~ burka~ niqab~ turban~ kippah~ yarmulke~ quran koran torah islam judaism hinduism sikhism pride_parade pride_march pride_flag~ gay_bar~ gay_club~ gay_pride lesbian_bar
    refugee_shelter~ refugee_camp~ asylum_centre~ asylum_center~ immigration migration feminism womanhood wheelchair~ sign_language guide_dog~ white_cane hearing_aid~ pronouns transition gender same-sex_marriage gay_marriage homosexuality accent~ skin_colour skin_color dark_skin afro
    ramadan hanukkah diwali eid shabbat bar_mitzvah chinatown barrio favela reservation~ homeland heritage`,
  victim: `attacked_for discriminated discriminated_against targeted bullied_for harassed_for beaten_for killed_for abused abuse mocked insulted threatened persecuted suffering suffered suffer victim~ survivors survivor vulnerable targets hate_crime hate_crimes violence violence_against attacks_on attack_on attacks_against affected struggle~ struggled struggling barriers excluded_from treated stigma`,
  but: `but however although though yet except unless while because so_that since if than as`,
  help: `help helps helped helping assist~ volunteer~ donate~ donated fund~ charity fundraiser learn learning teach teaching taught study studied research history museum festival parade holiday food_festival cuisine recipe wedding dinner party film_about novel_about book_about documentary meeting_about community_event interview met meet married living lives_in live_in moved work_with works_with working_with grew_up`,
  stop: `stop stops stopped stopping quit cease end ending don't_ever`,
  everyday: `
    today tomorrow tonight yesterday week weekend month year time day night morning afternoon evening lunch dinner breakfast thanks thank_you please hello hi hey lol haha lmao sorry_about okay_so ok_so sure_thing see_you bye congrats congratulations birthday vacation trip travel sleep eat eating drink drinking
    cook cooking watch watching play playing read_the buy bought sell shopping work works working worked finished start started waiting wait call_me text_me question_about install error issue ticket release version branch commit merge review snigger~ niggle~ niggardly spicy spice~ cocktail~ cockpit~ shuttlecock~ peacock~ hancock dickens dickson scunthorpe penistone cumbria cumulative titus titan~ essex sussex middlesex therapist~ therapists raccoon~ tycoon~ cocoon~ coonhound~ retardant~ tardy fagin shiitake shitake assassin~ classic~ passage~ analyst~ analysis hoes_and_rakes vanity dyker japan japes kikuyu homogeneous homologous homonym~ homepage~ file~ folder package kernel command terminal`,
};
