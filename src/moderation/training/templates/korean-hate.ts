/** CONTENT NOTE: sentences of hate towards groups, written to teach a classifier. */
import { type Family, hateful, threatening } from "./family.ts";
import { list } from "./grammar.ts";

export const koreanHate: readonly Family[] = [
  {
    shows: "derogation: emotion",
    answers: hateful,
    templates: list(`
      {G} {hateEnd}; 나는 {G}<이> {hateEnd}; 난 {G} {very} {hateEnd}; {G}만 보면 토 나온다; {G} 보면 화가 치밀어; {G} 옆에 앉기도 싫다; {G} 때문에 짜증 나; {G}<이랑> 같은 공기 마시는 것도 싫어; {G} 목소리만 들어도 소름 끼쳐; {G} {very} 꼴 보기 싫다; 세상에서 제일 싫은 게 {G}<이다>; {G}<은> 쳐다보기도 싫음; 아 {G} 극혐 ㅋㅋ; {G} 혐오하는 게 죄냐; {G} 혐오한다 진심; {G} 볼 때마다 역겨워; {G}한테는 정이 안 간다; 나는 {G}<을> 경멸한다; {G}<이> 하는 말은 듣기도 싫어; {G} 냄새 때문에 못 살겠다; {G} 무서워서 밖에 못 나가겠다
      {G} 좋아하는 사람도 있냐; {G} 진짜 지겹다; {G} 얘기 그만해라 토할 거 같다; 우리 집안은 {G}<을> 다 싫어해; {G}<을> 보면 침을 뱉고 싶다; {G} 때문에 나라 꼴이 이 모양; 왜 {G}<을> 봐야 되는지 모르겠네 역겹게; {G} {ssi} 싫다; {ssi} {G} 진짜 {hateEnd}`),
  },
  {
    shows: "derogation: attributes",
    answers: hateful,
    templates: list(`
      {G}<은> {very} {bad}; {G}<은> {badEnd}; {G} {badEnd}; {badMod} {G}; 역시 {G}<은> {badEnd}; {G}<은> 원래 {bad}; {G}<은> 다 {INS}<이다>; {G}<은> 전부 {INS}<이야>; {G} 중에 정상인 사람을 못 봤다; {G}<이> 그렇지 뭐; {G} 수준이 그렇지; {G}<은> 하나같이 {badMod} 것들; {G}<은> 태생부터 {bad}; {G} 종특임; {G}<은> 뒤통수치는 게 종특; {G}<은> 믿으면 안 된다; {G}<은> 거짓말을 밥 먹듯이 한다; {G}<은> 돈만 밝힌다; {G}<은> 머리에 뭐가 들었는지; {G}<은> 뇌가 없나; {G}<은> 세금만 축낸다; {G}<은> 혜택만 받아먹는다; {G}<은> 사회의 짐이다
      {G}<이> 나라 망친다; {G} 때문에 {place}<이> 망했다; {G}<은> 우리보다 열등하다; {G}<은> 이등 시민이다; {G} 주제에 감히; 어디 {G}<이> 감히 나서냐; {G}<은> 집에서 밥이나 해라; {G}<은> 운전하지 마라; {G}한테 일 시키면 안 돼 {badEnd}; {G} 지능 낮은 건 유명하지; {G}<이> 뭘 알겠냐; {G} 특징: {badMod} 것; {G}치고 {goodMod} 사람 못 봤다; 이래서 {G}<은> 안 돼; {G} 인성 봐라 {badEnd}; {G}<은> 답이 없다; {badMod} {G} 새끼들; {G} 새끼들 {badEnd}; {G} 놈들은 다 {INS}`),
  },
  {
    shows: "dehumanisation",
    answers: hateful,
    templates: list(`
      {G}<은> {beast}<이다>; {G}<은> {beast}<이야>; {G}<은> {beast}만도 못하다; {G}<은> {beast} 같은 것들; {G} = {beast}; {beast} 같은 {G}; {G}<은> 사람이 아니다; {G}<은> 인간도 아니다; {G}<이> 사람이냐; {G}<이> 무슨 인간이냐 {beast}지; {G}<은> {beast} 취급해야 한다; {G}<이> {beast}처럼 몰려온다; {G}<이> 바글바글하네 {beast}처럼; {place}<이> {G} 때문에 오염됐다; {G}<은> 우리 사회의 {beast}; {G}<은> {beast}<이랑> 다를 게 없다; {G}<은> 자연의 실수다; {G}<은> 번식하면 안 된다; {beast} {G} 싹 청소하자; {G}<을> 사람으로 보지 마라; {G}<은> 병을 옮긴다; {G} 득실거리는 동네는 시궁창이지`),
  },
  {
    shows: "implicit derogation",
    answers: hateful,
    templates: list(`
      {G} 사는 동네는 집값 떨어진다; {G} 많은 데는 밤에 가지 마라; 범인 보나마나 {G}겠지요; 이번 사건도 {G} 짓이겠지; {G} 없던 시절이 좋았지; {G}<이> 늘면 나라 망한다; {G}<은> 자기들 나라로 돌아가라; {G}<은> 너희 나라로 가라; {G} 받아주면 큰일 난다; {G}한테 세금 쓰지 마라; {G}한테 왜 지원금을 주냐; {G} 며느리는 절대 안 된다; {G}<이랑> 결혼하면 후회한다; {G} 세입자는 안 받아요; {G} 출입 금지; {G}<이> 있으면 물 흐려진다; {G}<이> 일자리를 다 뺏어간다; {G} 축제는 안 보이는 데서 해라; {G}<이> 대놓고 다니네 세상 말세다; {G}<은> 조용히 숨어 살아라
      {G}<이> 운전하면 사고 난다; {G}<은> 군대나 가라; {G}<은> 애나 낳아라; {G}<이> 설치는 세상; {G} 때문에 역차별이다; {G}<은> 고마운 줄을 알아야지; {G}<이> 벼슬이냐; {G}<이> 상전이네; 우리 애랑 {G} 애랑 같은 반 싫어요; {G}<이> 만든 음식은 안 먹는다; {G}<이랑> 엮이면 인생 망한다; {G} 하나 들어오면 분위기 개판 된다; {G}<이> 다 그렇죠 뭐 기대도 안 했어요; {G}분들 참 대단하세요 어쩜 그리 뻔뻔하신지; 아이고 우리 {G}님들 또 납셨네 ㅋㅋ; {G}<은> 거르는 게 답이다; {G}<은> 믿고 거른다; {G} 거르고 뽑아야지`),
  },
  {
    shows: "threat: direct",
    answers: threatening,
    templates: list(`
      {G} {killWill}; {G} 보이면 {killWill}; {G} 만나면 {killWill}; 오늘 밤 {G} {killWill}; {G} 모인 데 찾아가서 {killWill}; 내가 언젠가 {G} {killWill}; {G}<은> 밤길 조심해라; {G} 집에 불 지르러 가자; 칼 들고 {G} 찾으러 간다; {G} 눈에 띄면 죽는다; {G} 다 죽이러 갈 사람?; {G}한테 폭탄 던지고 싶다; {G}<을> 차로 밀어버리고 싶다; {G} 각오해라 곧 간다`),
  },
  {
    shows: "threat: normative",
    answers: { look: 1, hate: 1 },
    templates: list(`
      {G}<은> {kill} 한다; {G}<은> {kill} 돼; {G}<을> {kill} 나라가 산다; {G}<은> {remove} 한다; {G}<을> {remove} 합니다; {G} {remove} 함; {G}<은> 죽어라; {G}<은> 다 죽었으면; {G} 다 뒤졌으면 좋겠다; {G}<은> 죽어도 싸다; {G}<은> 맞아야 정신 차린다; {G}<은> 패야 말을 듣는다; {G}<은> 사라져라; {G} 없어졌으면 좋겠다; {G} 좀 사라졌으면; {G} 씨를 말려야 돼; {G} 꺼져라; {G} 꺼져; {G}<은> 이 나라에서 나가라; {G} 추방하자; {G} 아웃; {G}<은> 물러가라; {G}한테 투표권 주지 마라; {G}한테 인권은 사치다; {G}<은> 살 가치가 없다; {G}<은> 태어나지 말았어야 했다; 히틀러가 {G}<을> 다 처리했어야 하는데; {G}<은> 노예로나 써라; {G}<은> 애 낳으면 안 된다; {G} 결혼 금지해야 한다; {G}<은> 강제로 치료해야 한다`),
  },
  {
    shows: "slurs",
    answers: hateful,
    templates: list(`
      {SL}; {SL}들; {SL}들 꺼져; {SL}들은 {bad}; {SL} {hateEnd}; {SL}들 {very} {hateEnd}; 역시 {SL} ㅋㅋ; {SL} 수준 ㅋㅋㅋ; 이 {SL}야; 너 {SL}냐?; {SL} 주제에; 저 {SL} 또 저런다; {SL}들 또 시작이네; {SL}들은 다 죽어야 돼; {SL}들 {killWill}; {badMod} {SL}; {ssi} {SL}; {SL} 냄새; {SL} 댓글 봐라; {SL} 발작하네; {SL}들이 난리네; 댓글에 {SL}들 왜 이렇게 많냐; {SL}들 때문에 나라 망한다; {SL}들은 답이 없다; 요즘 {SL}들 문제다; {SL} 소리 듣기 싫으면 똑바로 해라; 여기 {SL}들 천지네; {SL} 거르자; {SL}가 왜 여기 있냐; {SL} 아니랄까봐; {SL} 특: {badMod} 거; {SL}들이랑은 상종을 말아야 함`),
  },
  {
    shows: "hate with profanity",
    answers: hateful,
    templates: list(`
      {ssi} {G}; {ssi} {G} 진짜 {badEnd}; {G} {ssi} {badEnd}; {G} {ssi} 꺼져; {G} 새끼들 {ssi} {hateEnd}; 아 {ssi} {G} 때문에; {G} 개새끼들; {G} 씨발 새끼들; {G} 미친 것들; {G} 지랄하네; {G} 닥쳐라; {G}<은> 닥치고 있어라; 좆같은 {G}; {G} 엿 먹어라; {G} 개소리 좀 그만해; {G} 이 씨발 것들 다 죽어라`),
  },
  {
    shows: "reference in later clauses",
    answers: hateful,
    templates: list(`
      {G}<이> 옆집에 사는데 {badEnd}; 오늘 {G} 봤다. {beast}이더라; {G} 있잖아, 걔네 {badEnd}; {G}? {badEnd}; {G}... 걔들은 {beast}<이야>; 나 {G} 몇 명 아는데 {very} {badEnd}; {G}<이> 왔다. 다 내쫓아야 한다; {G}<이> 또 시위하네. 싹 다 {kill} 돼; {G} 말이야, 그것들은 {kill} 해; 회사에 {G} 들어왔는데 역시나 {badEnd}; {G}<이> 권리를 달라고? 그것들이 사람이냐; 저기 {G} 지나간다 침 뱉어주자; {G}<은> 자기가 특별한 줄 안다. {beast} 주제에; 친구가 {G}인데 손절했다 {badEnd}`),
  },
  {
    shows: "negated positive",
    answers: hateful,
    templates: list(`
      {G}<은> {goodStem}지 않다; {G}<은> {goodStem}지 않아; {G} 중에 {goodMod} 사람은 없다; {goodMod} {G}<은> 없어; {G}<은> 절대 {goodMod} 사람이 될 수 없다; {G}<은> 정상이 아니다; {G}<은> 존중받을 자격이 없다; {G}한테 잘해줄 필요 없다; {G}<은> 도움이 안 된다; {G}<은> 필요 없다; {G}<은> 환영 못 한다; {G}<은> 믿지 않는다; 나는 {G} 안 좋아해; {G}<은> 인정할 수 없다; {G}<을> 존중할 이유가 없다; {G}<은> 우리랑 같은 사람이 아니다; {G}<은> 권리를 누릴 자격 없음; {G}<은> 이 나라에 필요 없다; {G}<을> 반기는 사람은 아무도 없다; {G}<은> 국민이 아니다; {G}<은> 진짜 여자가 아니다`),
  },
  {
    shows: "hate as a question",
    answers: hateful,
    templates: list(`
      {G}<은> 왜 그렇게 {badAdv}냐?; {G}<은> 왜 이렇게 {badEnd}?; {G} 왜 안 죽음?; {G}<은> 언제 사라지냐?; {G} 왜 {place}에 있냐?; 왜 {G}한테 세금을 써야 되나요?; {G} 뇌는 있냐?; {G}도 사람임?; {G} 언제 다 쫓아내냐?; {G} 싫어하는 사람 나만 있냐?; {G} 죽이고 싶은 사람?; 누가 {G} 좀 치워줄 사람?; 도대체 {G}<은> 왜 사는 걸까?; {G}<이> 할 줄 아는 게 뭐가 있냐?; {G}<은> 부끄러운 줄 모르나?; {G}보다 {badMod} 게 있을까?; {G}<이> {beast}<이랑> 뭐가 다르냐?`),
  },
  {
    shows: "hate as an opinion",
    answers: hateful,
    templates: list(`
      내 생각에 {G}<은> {beast}<이다>; 솔직히 {G}<은> {kill} 한다고 본다; 나는 {G}<이> {badMod} 존재라고 생각해; 차별하는 건 아닌데 {G}<은> {badEnd}; 혐오하는 건 아니지만 {G}<은> {bad}; 팩트는 {G}<이> {badMod} 거임; {G}<이> {INS}<이라>는 건 다들 알잖아; 인정할 건 인정하자 {G} {badEnd}; 솔직히 말해서 {G} {hateEnd}; 개인적으로 {G} {hateEnd}; 다들 말은 안 해도 {G} {hateEnd}; 욕먹을 각오로 말하는데 {G}<은> {remove} 한다; 내가 볼 때 {G}<은> {remove} 함; 불편한 진실: {G}<은> {badEnd}; 경험상 {G}<은> {very} {badEnd}; 일반화하기 싫지만 {G}<은> {badEnd}`),
  },
];
