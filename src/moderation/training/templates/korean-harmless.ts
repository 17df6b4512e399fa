/** CONTENT NOTE: sentences that quote, deny or answer hate, and abuse that is not of groups, written to teach a classifier. */
import { harmless } from "../example.ts";
import { abusiveKo, type Family, menacing } from "./family.ts";
import { list, type Slots } from "./grammar.ts";

const noHate = { look: 0, hate: 0 } as const;

export const koreanHarmless: readonly Family[] = [
  {
    shows: "negated hate",
    answers: noHate,
    templates: list(`
      나는 {G}<을> 싫어하지 않아; {G}<을> 혐오하지 않는다; {G} 안 싫어해요; {G}<을> 미워한 적 없어요; {G}<은> {badAdv}지 않다; {G}<은> {badAdv}지 않아요; {G}<은> {beast}<이> 아니다; {G}<은> {beast}<이> 아니에요; {G}<은> {INS}<이> 아니다; 모든 {G}<이> {badMod} 건 아니다; {G}<이> 다 그런 건 아니에요; {G}<을> 죽여서는 안 된다; {G}<을> 쫓아내면 안 된다; {G}<을> 미워하지 마세요; {G}<을> 차별하지 마라; {G} 욕하지 마세요; {G}<을> 혐오하지 말자; {G}<이> 문제가 아니다; {G} 탓이 아니에요; {G}<은> 위험하지 않습니다; {G}<은> 열등하지 않다; {G}<이> {badAdv}다고 생각하지 않아; {G}<이> {INS}<이라>는 건 사실이 아니다
      {G}<을> 괴롭히면 안 돼요; 누구도 {G}<을> 때릴 권리는 없다; {G}<을> 무시하지 맙시다; 나는 {G}<을> 한 번도 싫어한 적이 없다; {G}<이> 더럽다니 전혀 아니에요; {G}<은> 범죄자가 아닙니다; {G}<을> 벌레라고 부르지 마라; 아무도 {G}<을> 추방하지 않는다; {G}<이> 사라져야 할 이유는 없다`),
  },
  {
    shows: "neutral identity statement",
    answers: harmless,
    templates: list(`
      {place}에는 {G}<이> 살고 있다; 우리 동네에 {G}<이> 많아졌다; 제 친구는 {G1}입니다; 저는 {G1}입니다; 저는 {G1}이고 {job}<으로> 일해요; 그 {job}<은> {G1}이다; 오늘 {G}<을> 만났다; {G}<을> 위한 행사가 열린다; {G} 관련 법안이 통과됐다; {G} 인터뷰 기사를 읽었다; {G} 이야기를 다룬 영화예요; {G}에 대한 책을 빌렸어요; {G} 인구가 늘고 있다고 한다; {G}도 투표한다; {G} 화장실은 어디예요?; {G} 할인 되나요?; {G} 전용 주차구역이 생겼다; 통계에 따르면 {G}의 취업률이 낮다; 회사에 {G} 직원이 두 명 있다; {G}의 역사를 공부하고 있다; {G}<은> 어떻게 생각할까요?; 옆집에 {G}<이> 이사 왔다; {G} 손님이 길을 물어봤다; {G}도 같은 반이에요; 어제 뉴스에 {G}<이> 나왔다; {G} 출신 {job}<이> 상을 받았다; {G} 건강검진 안내; {G}<이> 먹는 음식이 궁금하다; {G} 인권 교육을 들었다`),
  },
  {
    shows: "positive identity statement",
    answers: harmless,
    templates: list(`
      {G} {goodEnd}; {G}<은> {goodMod} 사람들이다; {G}<을> 응원합니다; {G}<을> 존중해요; {G}도 행복할 권리가 있다; {G}도 우리 이웃이다; {G}도 똑같은 사람이에요; {G}<을> 환영합니다; {G}<이랑> 함께 일해서 좋다; {G} 친구가 있어서 행복해요; {G}의 인권은 소중하다; {G}의 권리를 보장해야 한다; {G}<을> 위한 차별금지법이 필요하다; {G}<이> 안전하게 살 수 있어야 한다; 나는 {G1}인 게 자랑스럽다; {G}한테 많이 배웠어요; {G} 덕분에 즐거웠다; {G}<을> 사랑합니다; {G} 멋있다; {G} 최고; {G} 진짜 대단하다; {G} 화이팅; {G}<이> 있어서 세상이 아름답다; 우리 {G} 선생님은 정말 {goodEnd}; {G}<을> 더 많이 뽑았으면 좋겠다; {G}도 당당하게 살았으면 좋겠어요; {G}<은> 사회에 꼭 필요하다; {G}<을> 도와줍시다; {G}도 존엄한 인간이다; {G}<을> 배려하는 사회가 되길`),
  },
  {
    shows: "counter-speech: quotation",
    answers: noHate,
    templates: list(`
      "{HATE}"라는 말은 {bully}; "{HATE}"라고 하는 건 {bully}; "{HATE}" 이런 말은 {bully}; "{HATE}"라니 {bully}; "{HATE}"라고 말하는 사람은 {bigot}다; {sayer} "{HATE}"라고 했는데 {bully}; {sayer} "{HATE}"라고 해서 충격받았다; "{HATE}" 같은 댓글 좀 쓰지 마세요; "{HATE}"라는 댓글 신고했습니다; 누가 벽에 "{HATE}"라고 써놨는데 {bully}; "{HATE}"? 그런 말은 {bully}; "{HATE}"라고 쓴 사람 부끄러운 줄 아세요; "{SL}"라고 부르지 마세요; "{SL}"라는 말은 {bully}; "{SL}"는 혐오 표현이니까 쓰지 말자; 학교에서 "{SL}"라고 놀림받았다; {sayer} 나한테 "{SL}"라고 해서 울었다; '{HATE}' 이런 소리 하는 사람들 {bully}; '{SL}' 이런 단어 쓰지 맙시다; 아직도 "{HATE}"라고 하는 사람이 있다니 {bully}; "{HATE}"라는 글은 삭제해 주세요; 아이가 "{HATE}"라는 말을 듣고 왔어요 마음이 아픕니다`),
  },
  {
    shows: "counter-speech: reference",
    answers: noHate,
    templates: list(`
      {THAT}고 하는 사람들은 {bigot}다; {THAT}는 말은 {bully}; {THAT}는 생각은 {bully}; {THAT}고 말하는 건 {bully}; {THAT}고 하지 마세요; {sayer} {THAT}고 하는데 {bully}; {THAT}고 믿는 사람이 아직도 있다니 {bully}; {G}<을> 혐오하는 건 {bully}; {G}<을> 싫어하는 사람들이 더 {badEnd}; {G}<을> 차별하는 사람은 {bigot}다; {G}<을> 벌레 취급하는 건 {bully}; {G}<을> 욕하는 댓글 신고했어요; {G} 비하하지 마세요; {G}한테 그런 말 하는 거 {bully}; {G} 혐오를 멈춰 주세요; {G} 혐오 반대; {G} 혐오 발언은 처벌해야 한다; {G}<을> 때린 사람은 처벌받아야 한다; {G}<을> 죽인 범인이 잡혔다 {bully}; {G}<을> 무시하는 사람이 싫다; {G} 혐오하는 인간들 역겹다; {G}<이> 차별당하는 현실이 안타깝다; {G}<이> 폭행당했다는 기사 보고 너무 화났다; {G}<을> 쫓아내자는 주장은 {bully}; {G}<이> {INS}<이라>는 건 편견이에요; {G}에 대한 고정관념을 버리자; {G} 비하 개그는 이제 {bully}; {G} 욕하는 너희가 더 {badEnd}
      {SL}라고 부르는 사람들 {bully}; {SL}라는 말 쓰지 마세요; {SL}라는 단어는 {bully}; 왜 {G}<을> {SL}라고 부르는지 이해가 안 된다; {G}<을> 미워하는 사람들을 이해할 수 없다; 나치는 {THAT}고 선전했다; {THAT}는 식의 댓글이 너무 많아 {bully}`),
  },
  {
    shows: "profanity without hate",
    answers: { hate: 0, threat: 0 },
    templates: list(`
      아 {ssi} {thing} 또 고장 났네; {ssi} 배고프다; {ssi} 웃기네 ㅋㅋㅋ; {ssi} 맛있다; {ssi} 잘한다; 와 {ssi} 대박; {ssi} 깜짝이야; {ssi} 피곤해; {ssi} 추워; {ssi} 행복하다; 미친 존맛; 개꿀잼; 개이득; {thing} {ssi} 좋다; 아 {ssi} 늦었다; {ssi} 졸려; 존나 귀엽다; 졸라 예쁘다; 미쳤다 진짜 너무 좋아; 개웃겨 ㅋㅋㅋ`),
  },
  {
    shows: "abuse of objects",
    answers: harmless,
    templates: list(`
      {thing} {hateEnd}; {thing} 너무 싫다; {thing} 진짜 {badEnd}; {thing} 쓰레기네; {thing} 또 고장이야 짜증 나; 이 {thing} 버려야겠다; {thing} 좀 사라졌으면; {thing} 없애버리고 싶다; {thing} 최악; {thing} 때문에 미치겠다; {thing} 때문에 죽겠다; 더러운 {thing} 청소해야지; {thing} 극혐; {thing} 혐오한다 진짜; {thing} 역겨워서 못 먹겠다; {thing} 부숴버리고 싶다; 멍청한 {thing}; 쓸모없는 {thing}; {thing} 꺼버려; 벌레 나와서 바퀴벌레 잡았다; 쓰레기 분리수거 했다; 배고파 죽겠다; 보고 싶어 죽겠어; 웃겨 죽는 줄; 프로세스를 죽이고 다시 띄워 주세요; {thing}<은> 왜 이렇게 느려?; {thing} 하기 싫다; 원숭이 보러 동물원 갔다; 돼지고기 구워 먹자; 쥐가 나왔다; 강아지랑 산책했다`),
  },
  {
    shows: "homonym of a slur",
    answers: harmless,
    templates: list(`
      홍어 삼합 맛있다; 홍어회 먹으러 목포 간다; 시장에서 홍어를 샀다; 여우가 산에서 내려왔다; 병신년은 육십갑자 중 하나다; 병신년 새해가 밝았다; 등신대 앞에서 사진 찍었다; 시바견 너무 귀엽다; 시바이누 키우고 싶다; 시발점이 어디인가요; 이 노선의 시발역은 서울역이다; 새끼 고양이를 입양했다; 강아지가 새끼를 낳았다; 새끼손가락을 다쳤다; 통구이 치킨 시켰다; 벙어리장갑을 샀다; 난쟁이가 쏘아올린 작은 공을 읽었다; 백설공주와 일곱 난쟁이; 애자일 회의는 열 시입니다; 애자 부품을 교체했다; 감자국 끓였다; 된장국이랑 김치찌개; 김치를 담갔다; 원숭이도 나무에서 떨어진다; 개나리가 피었다; 개인적으로 추천합니다; 개발 서버가 죽었다; 고소한 된장찌개; 걸레로 바닥을 닦았다; 걸레 빨아서 널어줘; 창녀라는 영화 제목; 보지 마세요; 그 영화 보지 못했어; 아직 자지 않고 있어; 일찍 자지 그랬어; 보지도 않고 결정했다; 탄핵소추안이 가결됐다; 소추 위원; 조지 클루니 나오는 영화; 대가리 떼고 멸치를 볶는다; 생선 대가리; 장님 코끼리 만지기라는 속담; 절름발이 오리 정부라는 표현; 꼽추는 빅토르 위고의 소설에 나온다; 정병 훈련; 유충이 발견된 수돗물; 장수풍뎅이 유충을 키워요; 왜구를 물리친 이순신; 이년 동안 준비했다; 이 년 전에 만났다; 작년이랑 금년; 몇 년 만이야; 2년 계약`),
  },
  {
    shows: "abuse of individuals",
    answers: abusiveKo,
    templates: list(`
      너 진짜 {insOne}<이다>; {who} 진짜 {insOne}; {who} {badEnd}; 야 이 {insOne}<아>; {insOne} 새끼; 너는 {very} {badEnd}; {who} 진짜 꼴 보기 싫다; {who} 재수 없어; {who} 연기 진짜 못한다 {badEnd}; 너 같은 {insOne}<은> 처음 본다; 너 뇌 없냐; 넌 {beast}<이야>; {who} {ssi} {badEnd}; {ssi} {who}; 꺼져 {insOne}<아>; 닥쳐라; 너나 잘해 {insOne}<아>; {who} 얼굴 봐라 {badEnd}; {who} 인성 쓰레기; {who} 하차해라; 너 때문에 졌다 {insOne}<아>; {who} 진짜 한심하다; 나가 죽어라; 뒤져라 그냥; 너 같은 거 낳고 미역국 먹었냐; {who} 은퇴해라; 병신아 그것도 못하냐; 미친 새끼; 씨발놈아; 개새끼야; {who} 개새끼`),
  },
  {
    shows: "threat to an individual",
    answers: { ...menacing, look: 1 },
    templates: list(`
      너 {killWill}; {who} {killWill}; 너 집 주소 다 안다 기다려라; 밤길 조심해라; 찾아가서 {killWill}; 다음에 만나면 {killWill}; 네 가족도 {killWill}; 내일 학교에 칼 들고 간다; 너 내 손에 죽는다; 칼 맞기 싫으면 조용히 해라; {who} 곧 죽는다 두고 봐라; 얼굴에 염산 부어버린다; 눈에 띄면 {killWill}; 너희 집에 불 지른다`),
  },
  {
    shows: "abuse of other groups",
    answers: { hate: 0, threat: 0 },
    templates: list(`
      {other} {hateEnd}; {other}<은> {bad}; {other} {very} {badEnd}; {other}<은> 다 {INS}<이다>; {other} 진짜 {beast}; {other}<은> {remove} 한다; {other} 꺼져라; {badMod} {other}; {other} 극혐; {other}<은> 왜 이렇게 {badEnd}?; {other} 때문에 나라 망한다; {other}<은> 믿을 수 없다; {other} 좀 사라졌으면; {other} 반성해라; {other} 처벌해야 한다`),
  },
  {
    shows: "everyday talk",
    answers: harmless,
    templates: list(`
      오늘 {thing} 어땠어?; {thing} 샀어요; 내일 뭐 해?; 밥 먹었어?; {who} 생일 축하해; {thing} 좋다; {job}<이> 되고 싶어요; 엄마랑 시장 갔다; 여자친구랑 {thing} 봤다; 남자친구 선물 추천해 주세요; 우리 할머니 보고 싶다; 할아버지 댁에 갔어요; 아줌마 여기 김밥 하나요; 아저씨 길 좀 물을게요; 외국인 친구가 놀러 와요; 중국 여행 가고 싶다; 중국집에서 짜장면 시켰어; 일본어 공부 중; 일본 라멘 맛있다; 베트남 쌀국수 먹자; 태국 여행 준비물 알려 주세요; 인도 카레 좋아해; 미국 드라마 추천; 흑백 사진 찍었다; 교회 다녀왔어요; 절에 다녀왔다; 성당에서 결혼식 해요; 전라도 음식이 맛있다; 광주 출장 가요; 대구 날씨 덥다; 부산 여행 갈래?; 부산 사람이에요?; 남자 화장실 어디예요?; 여자 배구 경기 봤어?; 장애인 주차구역은 비워 주세요; 노인정에 봉사 갔다; 애들이 너무 귀여워; 애기 때문에 잠을 못 잤어; 게임에서 죽었다; 몹 다 죽이고 다음 판 가자; 웃다가 죽을 뻔; 회의 시간 바꿀 수 있을까요?; 배포 끝났습니다; 리뷰 부탁드려요; 서버 죽었나요?; {thing} 확인 부탁드립니다; 감사합니다 좋은 하루 되세요; 수고하셨습니다; 네 알겠습니다; 저도 그렇게 생각해요; 그건 아닌 것 같아요; 죄송한데 다시 말씀해 주세요; 나 지금 너무 피곤해; 집에 가고 싶다; 퇴근하고 싶어; 배고파; 졸려; 추워 죽겠네; 더워서 못 살겠다; 헤어졌어; 남편이 미워; 동생이랑 싸웠어; 엄마가 화났어; 사람 만나는 게 싫어; 아무도 나를 안 좋아해; 나 너무 못생긴 것 같아; 내가 한심해; 나는 쓸모없는 사람 같아`),
  },
];

/** Slots that only these templates need. */
export const koreanHarmlessSlots: Slots = {
  G1: list(
    "여자; 여성; 남자; 외국인; 이주민; 난민; 중국인; 조선족; 일본인; 흑인; 베트남인; 무슬림; 기독교인; 불교 신자; 탈북민; 동성애자; 게이; 레즈비언; 트랜스젠더; 성소수자; 장애인; 청각장애인; 시각장애인; 전라도 사람; 경상도 사람; 미혼모; 노인; 자폐인",
  ),
};
