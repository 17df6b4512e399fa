/** What headlines and people say of groups and of themselves all day: nothing to look at. */
import { harmless } from "../example.ts";
import type { Family } from "./family.ts";
import { list, type Slots } from "./grammar.ts";

export const koreanEverydaySlots: Slots = {
  event: list(
    `지원금 인상; 산재 사망 급증; 취업률 하락; 인구 최고치; 축제 서울에서 열려; 단체 기자회견; 집회 이어져; 고용 늘린다; 비율 역대 최고; 배우 최초 수상; 감독 영화 개봉; 선수 금메달; 대상 범죄 증가; 폭행한 사장 구속; 실태 조사 결과 발표; 쉼터 문 열어; 의료비 지원 확대; 차별 소송 승소; 권리 보장 촉구; 교육 프로그램 시작; 관광객 다시 늘어; 유학생 10만 명 시대; 비자 규정 바뀐다; 복지 예산 삭감 논란; 혐오 범죄 대책 마련; 주거 문제 심각; 30명 구조; 수십 명 사망; 의원 당선; 정책 토론회 개최; 신청 건수 늘어; 마을 주민들과 김장 나눔; 추모식 열려; 이동권 시위 계속; 대출 지원 시작; 코로나 이후 감소`,
  ),
  fact: list(
    `평균 수명이 더 길다; 설날에 모인다; 매운 음식을 잘 먹는다; 이 도시에 많이 산다; 한 달 동안 금식한다; 일요일에 모여 예배한다; 두 언어를 쓴다; 이 요리를 즐겨 먹는다; 전체의 10퍼센트다; 투표를 많이 한다; 결혼을 늦게 한다; 책을 더 많이 읽는다; 이 지역에 먼저 정착했다; 독립운동에 참여했다; 군대에 간다; 축구를 좋아한다; 보통 무슨 영화를 좋아해?; 어떤 선물을 좋아해?; 주로 어디서 만나?`,
  ),
};

export const koreanEveryday: readonly Family[] = [
  {
    shows: "news",
    answers: harmless,
    templates: list(`
      {G} {event}; {G} {event}; {G1} {event}; {place} {G} {event}; 단독: {G} {event}; {G} {event}…정부 대책 발표; 경찰, {G} {event}; "{G} {event}" 시민단체 주장; 올해 {G} {event}; 국회, {G} {event}; 법원 "{G} 차별 안 돼"; {G} {event} (종합); {G} 위한 조례 통과; {job} 된 {G1}의 이야기; 인터뷰: {G1} {job} 김 씨; 통계로 본 {G}; 기고: {G}<과> 함께 사는 법; {G} {event}, 전문가 진단`),
  },
  {
    shows: "facts about groups",
    answers: harmless,
    templates: list(`
      {G}<은> {fact}; {G}<은> {fact}; 대체로 {G}<은> {fact}; 옛날부터 {G}<은> {fact}; 책에서 보니 {G}<은> {fact}; {G}<은> 보통 {fact}; {place} {G}<은> {fact}; 조사해 보니 {G}<은> {fact}; 선생님이 {G}<은> {fact}고 하셨다; {G}도 {fact}; 요즘 {G}<은> {fact}; 혹시 {G}<은> {fact}`),
  },
  {
    shows: "of oneself",
    answers: harmless,
    templates: list(`
      나는 왜 이렇게 {badEnd}; 내가 {badEnd}; 나 진짜 {insOne} 같아; 나 오늘 {insOne} 짓 했어; 내가 {insOne} 같았어; 나는 {badMod} 사람인가 봐; 내 방 너무 {badEnd}; 내 성격 {badEnd}; 내 얼굴 {badEnd}; 거울 보니까 {badEnd}; 나 자신이 {hateEnd}; 요즘 내가 {hateEnd}; 나 완전 {beast} 됐어 살쪄서; 나는 왜 사는 걸까; 다 내 잘못이야; 나 바보인가 봐; 머리가 나빠서 이해가 안 돼; 너무 못나서 슬퍼; 내가 미쳤지; 나 왜 이렇게 게으르지; 나 찌질했어; 우리 집 고양이 {badEnd}; 우리 강아지 바보 같아 귀여워; 내 동생 진짜 귀여워 죽겠어`),
  },
];
