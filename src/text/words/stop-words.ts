/**
 * Words that say little about what a question is about: grammar, interrogatives, politeness and
 * chat filler, in the form in which `words.ts` hands them out (lower case, without apostrophes).
 */
export const stopWords: ReadonlySet<string> = new Set(
  `
  a about above after again all also am an and another any anybody anyone anything are arent as at be because been before being
  both but by can cant could couldnt did didnt do does doesnt doing dont each either else ever every for from get gets getting
  go going gonna got had has hasnt have havent having he her here hers him his how hows i id if ill im in into is isnt it its
  itself ive just know let lets like me might more most much must my need no nor not now of off ok okay on once one only or
  other our out over own per really same shall she should shouldnt so some somebody someone something such than that thats the their them
  then there theres these they theyre thing things this those through to too try trying under until up us use using very want
  was wasnt way we were weve what whats when where wheres which while who whom whose why will with without wont would wouldnt yeah
  yes yet you youre your yours
  anyways basically guy guys hello help hey hi lol man maybe plz please pls question regarding right sorry sure tell thank thanks thx u ur welcome
  wondering explain find show

  어떻게 어떡해 어케 뭐 뭔 뭔가요 뭐예요 뭐죠 뭐야 뭘 무엇 무슨 무엇인가요 언제 언제까지 어디 어디서 어디에 어디에서 어디로 어딨어 누구 누가 누구한테 왜 어느 어떤 어때 몇 얼마 얼마나
  이 그 저 이거 그거 저거 이게 그게 저게 이건 그건 여기 거기 저기 것 거 걸 게 건 수 때 등 및 좀 더 또 다 안 못 잘
  나 내 네 넵 예 제 제가 저는 저희 우리 우리가 너 분 님 아 음 어 오 혹시 그냥 너무 정말 진짜 아주 매우 지금 이제 다시 아직 이미 바로
  그리고 그런데 근데 그래서 그러면 그럼 하지만 그래도 아니 아니면 아니요 때문에 위해 대해 대한 관련 통해
  하다 하는 하는지 하면 하려면 하고 해서 해야 해야하나요 해요 하나요 하죠 할까요 했어요 했나요 합니다 됩니다 되나요 돼요 되죠 될까요 되는 되는지 된 됐나요 된다 한다 하기 할 한
  있다 있나요 있어요 있는 있는지 있을까요 있죠 있습니다 있으면 있음 있어 없나요 없어요 없는 없습니다 없을까요 없어 없다 계신가요 계세요 아시는 아세요 아시나요 아는 알아요
  같아요 같은데 같습니다 같은 보면 봐요 보고 싶어요 싶은데 인가요 인지 이에요 예요 입니다 나요 건가요 거예요 거죠 겁니다
  방법 알려 알려주세요 알려줘 알려주실 주세요 줘 줄 주실 주시면 부탁 부탁드려요 부탁드립니다 궁금 궁금해요 궁금합니다 질문 질문이요 도와주세요 도움
  개 명 번 회 시 일 원 이유 필요 필요해요 가능 가능한가요 경우 사용 법 때 팀
  안녕하세요 감사합니다 감사해요 고마워요 고맙습니다 죄송 죄송합니다 여러분 사람
  `
    .split(/\s+/)
    .filter((word) => word !== ""),
);
