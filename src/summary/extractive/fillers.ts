import { englishStem } from "../../text/words/english-stem.ts";

/** What people say whatever they speak about; beside the stop words of the search. Stems, as `wordsOf` gives them. */
export const fillers: ReadonlySet<string> = new Set(
  `
  actual actually ah aha alright anyway bad basic bit call cause certain certainly cool course definite definitely different done enough
  er exact exactly fact feel few fine first give gave given good great guess ha haha happen hard heh hear heard hmm hope idea imagine kind
  kinda know known last less like likely little long look lot lots made make making many mean meant mhm mhmm mm mmhmm mind name need new next nice nope
  obvious obviously oh old part people perhaps place point pretty probable probably problem put quick quickly quite rather ready reason remember right said saw say
  saying second see seem seen set side sort start stay still stop stuff suppose take taken talk talking tell think thinking thought time today
  together told tomorrow took true two uh uhhuh um understand usual usually well went whatever whether whole wonder wondering word work working worth wow wrong
  yep yup able ago almost already always away back best better big came come coming day different end even ever everybody everyone
  everything far felt find found full however instead interesting keep kept left later leave lol mostly never nobody none nothing often okay one own past
  possible real same seriously several side since small soon sometimes three today topic tonight too totally toward turn wait week whoever without yesterday
  absolutely agree apart bring brought change chance clear couple depend especially example fair follow forward further gone half huge important issue least matter minute
  month mention move okay otherwise particular particularly piece question respect run running sense show similar simple simply single somehow somewhat sound stand
  sure term therefore though thank thanks throughout whereas year
  그런 이런 저런 그렇 이렇 그냥 약간 조금 많이 같이 계속 먼저 나중 일단 그때 요즘 오늘 내일 어제 생각 얘기 이야기 말씀 부분 정도 느낌 사실 근데 그게 이게 뭔가 아마 역시 되게 완전 진짜 ㅋㅋ ㅎㅎ ㅠㅠ
  `
    .trim()
    .split(/\s+/)
    .flatMap((word) => [word, englishStem(word)]),
);
