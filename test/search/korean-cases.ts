import type { Message } from "../../src/core/types.ts";

/** Who wrote what, in order. A key in front names the message for the cases; `>` continues the thread of the line before. */
const chat = `
deploy-day 민수: 배포는 매주 화요일 오후 3시에 합니다. 금요일에는 하지 않아요.
지은: 점심 뭐 먹을까요?
> 현우: 저는 국밥이요
vpn 서연: VPN 접속은 회사 포털에서 인증서를 내려받은 다음 FortiClient로 연결하면 됩니다
도윤: 오늘 배포 끝났나요?
> 민수: 네 끝났어요
wifi 하은: 손님용 와이파이 비밀번호는 2층 안내데스크 옆 게시판에 붙어 있어요
준호: 와이파이 또 느리네요
vacation 지은: 연차 신청은 인사 시스템에서 최소 3일 전에 올려주시면 팀장님이 승인합니다
현우: 다음 주 연차 쓰시는 분 계신가요?
rollback 민수: 롤백하려면 이전 태그로 deploy 워크플로를 다시 실행하세요. 5분이면 돌아갑니다.
서연: 롤백 버튼 누를 때마다 떨려요 ㅋㅋㅋ
db-access 도윤: 운영 디비 접근 권한은 보안팀에 티켓을 올리면 하루 안에 나옵니다
하은: 운영 DB 조심합시다 ㅠㅠ
standup 준호: 데일리 스탠드업은 매일 오전 10시 15분, 4층 회의실 '한라'에서 해요
지은: 스탠드업 5분 늦어요 죄송합니다
parking 현우: 주차 등록은 총무팀 김과장님께 차량번호를 보내면 월 단위로 해줍니다
서연: 주차장이 꽉 찼어요
error-e1042 민수: E1042 오류는 토큰이 만료됐을 때 나요. 로그아웃했다가 다시 로그인하면 없어집니다
도윤: E1024 뜨신 분?
> error-e1024 하은: E1024는 용량 초과예요. 첨부파일을 25MB 아래로 줄이세요
code-review 준호: 코드 리뷰는 최소 두 명한테 승인을 받아야 머지할 수 있어요
지은: 리뷰 부탁드려요 #482
현우: PR 크기 좀 줄입시다
env-file 서연: 로컬에서 띄울 때 .env.local 파일은 1Password의 '개발 환경' 금고에 있습니다
도윤: 로컬에서 안 떠요
> 하은: node_modules 지우고 다시 설치해 보세요
node-version 준호: 노드 버전은 24로 맞춰주세요. .nvmrc 있으니 nvm use 하면 됩니다
지은: 버전 올리다가 하루 다 갔네요
expense 현우: 경비 정산은 매월 25일까지 영수증을 첨부해서 플렉스에 올려야 다음 달 급여에 들어와요
서연: 영수증 잃어버렸는데 어떡하죠
> receipt 도윤: 카드사 앱에서 매출전표를 다시 뽑으면 돼요
printer 하은: 프린터 드라이버는 사내 위키 IT 페이지에서 받을 수 있고 이름은 HQ-3F-Color 예요
준호: 프린터 종이 걸렸어요
k8s-namespace 민수: 스테이징 네임스페이스는 stg-maru, 운영은 prod-maru 입니다
지은: kubectl 명령어 너무 길어요
log-place 도윤: 서버 로그는 그라파나 Loki에서 {app="api"} 로 조회하면 보입니다. 보관 기간은 30일이에요.
하은: 로그가 너무 많아서 못 찾겠어요
slow-query 준호: 주문 목록이 느렸던 원인은 orders.created_at 인덱스가 없어서였습니다. 인덱스 추가하니 2초에서 40ms로 줄었어요
현우: 주문 페이지 느린 거 저만 그래요?
holiday 서연: 창립기념일인 11월 3일은 전사 휴무입니다
지은: 휴일에 뭐 하세요?
design-file 하은: 디자인 시안은 피그마 'Maru 2.0' 파일의 Handoff 페이지에서 보시면 됩니다
준호: 시안 예뻐요!!
oncall 민수: 이번 주 당직은 도윤님이고 다음 주는 서연님입니다. 교대는 월요일 아침 9시예요
도윤: 당직 힘들다
laptop 현우: 노트북 교체 주기는 3년이고, 고장 나면 IT 헬프데스크(내선 7700)로 연락하세요
지은: 노트북이 뜨거워요
meeting-room 서연: 회의실 예약은 구글 캘린더에서 리소스를 추가하는 방식이에요. 2주 전부터 잡을 수 있어요
하은: 회의가 너무 많아요
payment-bug 준호: 결제가 두 번 되던 버그는 v2.3.1에서 고쳤어요. 멱등키를 안 보내고 있었습니다
현우: 결제 테스트 카드 번호 아시는 분?
> payment-card 민수: 테스트 카드는 4242 4242 4242 4242, 만료일은 아무 미래 날짜나 넣으세요
branch-rule 도윤: 브랜치 이름은 feat/이슈번호-설명 형식으로 만들어주세요. main에는 직접 푸시할 수 없어요
지은: 브랜치 충돌 났어요 ㅠ
i18n 하은: 번역 문구는 src/locales/ko.json을 고치면 되고, 영어는 번역팀이 매주 목요일에 반영합니다
서연: 오타 발견했어요
backup 준호: 백업은 매일 새벽 4시에 S3로 올라가고 14일 동안 남아 있어요
현우: 백업 복구 훈련 언제 했더라
redis 민수: 캐시 서버는 레디스 7을 쓰고 주소는 cache.internal:6379 입니다
도윤: 캐시 지우니까 되네요
retire 지은: 퇴직연금은 DC형이고 운용사는 매년 1월에 바꿀 수 있습니다
health 서연: 건강검진은 9월부터 12월 사이에 하트센터에서 받으시면 되고 회사가 전액 부담합니다
하은: 감기 걸렸어요
lunch 현우: 식대는 하루 만 2천 원까지 법인카드로 결제할 수 있어요
준호: 오늘 구내식당 메뉴 최고
ci-slow 민수: CI가 20분씩 걸리던 건 캐시가 깨져서였고 지금은 6분으로 줄었습니다
도윤: CI 또 빨간불
flaky 지은: 로그인 e2e 테스트가 가끔 실패하는 건 시간대 문제였어요. TZ=Asia/Seoul 을 고정했더니 괜찮아졌습니다
서연: 테스트 다시 돌려볼게요
customer 하은: 고객 문의는 채널톡으로 들어오고 1차 답변은 CS팀이 2시간 안에 합니다
현우: 문의 폭주 중
security 준호: 피싱 메일 받으면 열지 말고 security@example.com 으로 전달해 주세요
지은: 메일이 안 와요
mic 도윤: 화상회의 때 마이크가 안 잡히면 시스템 설정의 개인정보 보호에서 브라우저 권한을 켜야 합니다
하은: 소리 안 들려요
roadmap 서연: 3분기 로드맵의 핵심은 검색 개선과 모바일 앱 출시입니다
준호: 로드맵 발표 잘 들었습니다
api-limit 민수: 외부 API 호출 한도는 분당 600회예요. 넘으면 429가 떨어지니 백오프를 넣으세요
현우: API 문서 어디 있죠
> api-doc 도윤: API 문서는 docs.example.com/reference 에 있고 스웨거는 /swagger 로 들어가면 됩니다
monitor 지은: 모니터 추가 신청은 자산관리 페이지에서 하고 보통 일주일쯤 걸려요
서연: 모니터 암 좋네요
onboarding 하은: 신규 입사자 온보딩 체크리스트는 노션 '첫 주' 페이지에 정리해 두었습니다
준호: 새로 오신 분 환영합니다!
ssl 민수: SSL 인증서는 90일마다 자동 갱신되고 실패하면 #infra-alert 로 알림이 옵니다
현우: 인증서 만료 알림 왔어요
feature-flag 도윤: 기능 플래그는 LaunchDarkly에서 켜고 끄는데 운영 반영에는 PM 승인이 필요해요
지은: 플래그 꺼놨던 게 문제였네요
memory-leak 서연: 메모리 누수는 웹소켓 리스너를 안 지워서 생겼습니다. close 이벤트에서 해제하도록 바꿨어요
하은: 메모리 부족으로 죽었어요
coffee 준호: 커피 원두는 매주 월요일에 새로 들어오고 주문은 총무팀이 해요
현우: 커피 떨어졌어요
book 민수: 도서 구입비는 분기당 10만 원까지 지원되고 신청은 교육팀에 하면 됩니다
도윤: 이 책 추천해요
remote 지은: 재택근무는 주 2회까지 가능하고 전날 저녁까지 캘린더에 표시해 주세요
서연: 오늘 재택입니다
dark-mode 하은: 다크 모드는 설정 > 화면에서 바꿀 수 있고 시스템 설정을 따라가는 게 기본값이에요
준호: 눈이 편하네요
queue 현우: 메시지 큐가 밀리면 worker 레플리카를 8개까지 늘리면 됩니다. 헬름 values의 replicaCount 예요
민수: 큐가 5만 개 쌓였어요
contract 도윤: 계약서 검토는 법무팀 박변호사님께 보내면 영업일 기준 3일 걸립니다
지은: 계약 드디어 했습니다 🎉
release-note 서연: 릴리스 노트는 태그를 푸시하면 자동으로 만들어져요. 수정은 깃허브 릴리스 화면에서 하세요
하은: 릴리스 축하합니다
disk 준호: 디스크가 꽉 차면 /var/lib/docker 밑의 안 쓰는 이미지를 docker system prune 으로 지우세요
현우: 디스크 95% 찼다는데요
upload 민수: 파일 업로드는 최대 100MB까지고 더 큰 건 서명된 URL로 직접 올려야 해요
도윤: 업로드 중에 멈췄어요
birthday 지은: 생일자는 그달 마지막 금요일에 케이크 파티를 합니다
서연: 생일 축하해요~
gym 하은: 헬스장 지원금은 월 5만 원이고 영수증만 있으면 됩니다
준호: 운동 갑니다
timeout 현우: 결제 게이트웨이 타임아웃은 10초로 잡혀 있고 config/payment.yaml의 timeoutMs 로 바꿉니다
민수: 타임아웃 너무 자주 나요
slack-noti 도윤: 알림이 너무 많으면 채널 이름을 눌러서 음소거하거나 키워드 알림만 남기면 됩니다
지은: 알림 폭탄이네
tax 서연: 연말정산 서류는 1월 20일까지 홈택스에서 PDF로 받아서 급여팀에 제출하세요
하은: 벌써 연말이네요
search-index 준호: 검색 색인은 매시 정각에 다시 만들어지고 급하면 npm run reindex 를 돌리면 돼요
현우: 검색 결과가 이상해요
visitor 민수: 외부 손님이 오시면 전날까지 방문 등록을 해야 1층에서 출입증을 받을 수 있어요
도윤: 손님 오셨어요
seat 지은: 자리 이동은 다음 달 첫째 주에 하고 배치도는 총무팀이 금요일에 공유합니다
서연: 짐 싸기 싫다
ok 하은: 넵
thanks 준호: 감사합니다!!
lol 현우: ㅋㅋㅋㅋㅋ
`;

const line = /^(?<thread>> )?(?:(?<key>[a-z][a-z0-9-]*) )?(?<name>[가-힣]+): (?<text>.+)$/;

function readChat(): readonly Message[] {
  const messages: Message[] = [];
  for (const [i, written] of chat.trim().split("\n").entries()) {
    const found = line.exec(written)?.groups;
    if (found === undefined) throw new Error(`line ${i + 1} of the cases is not a message: ${written}`);
    const before = messages.at(-1);
    const { thread, key, name, text } = found;
    const inThread = thread !== undefined && before !== undefined;
    messages.push({
      id: `web:${key ?? `line-${i + 1}`}`,
      thread: inThread ? before.thread : `web:general/${i}`,
      startsThread: !inThread,
      place: { id: "web:general", name: "general", kind: "channel" },
      author: { id: `web:${name}`, name: name as string, kind: "person" },
      text: text as string,
      mentions: [],
      sentAt: new Date(Date.UTC(2025, 2, 1, 0, i * 7)).toISOString(),
      link: `http://127.0.0.1/m/${i}`,
    });
  }
  return messages;
}

/** What a team of eight wrote to each other in a channel. */
export const koreanMessages: readonly Message[] = readChat();

/** Questions and the messages of `koreanMessages` that answer them, asked with other particles, endings and words than the answers use. */
export const koreanCases: readonly { readonly question: string; readonly answers: readonly string[] }[] = [
  ["배포를 무슨 요일에 하나요?", "deploy-day"],
  ["우리 팀 배포가 언제죠?", "deploy-day"],
  ["금요일에도 배포해도 되나요?", "deploy-day"],
  ["VPN에 어떻게 접속해요?", "vpn"],
  ["손님한테 알려줄 와이파이 비번 어디 있어요?", "wifi"],
  ["와이파이의 비밀번호를 알려주세요", "wifi"],
  ["연차는 어디서 신청하면 될까요", "vacation"],
  ["휴가 신청하는 방법이 뭐예요? 연차요", "vacation"],
  ["롤백은 어떻게 하죠?", "rollback"],
  ["배포한 걸 이전 버전으로 롤백하고 싶어요", "rollback"],
  ["운영 DB에 접근하려면 권한을 누구한테 받아요?", "db-access"],
  ["데일리스탠드업이 몇 시예요?", "standup"],
  ["스탠드업을 어느 회의실에서 하나요", "standup"],
  ["차량 주차등록을 하고 싶은데요", "parking"],
  ["E1042가 떠요 왜 그러죠", "error-e1042"],
  ["e1024 에러는 뭐예요?", "error-e1024"],
  ["머지하려면 리뷰를 몇 명한테 받아야 해요?", "code-review"],
  ["코드리뷰 승인이 몇 개 필요하죠?", "code-review"],
  [".env.local은 어디서 받나요", "env-file"],
  ["개발환경 env 파일 위치 아시는 분", "env-file"],
  ["노드는 몇 버전을 써야 되나요?", "node-version"],
  ["경비를 언제까지 정산해야 하나요?", "expense"],
  ["영수증을 분실했을 때 다시 뽑는 법", "receipt"],
  ["프린터의 드라이버를 어디서 받아요", "printer"],
  ["staging namespace 이름이 뭐였죠? 스테이징이요", "k8s-namespace"],
  ["로그는 며칠 동안 보관돼요?", "log-place"],
  ["서버의 로그를 어디서 볼 수 있나요", "log-place"],
  ["주문목록이 왜 느렸던 거예요?", "slow-query"],
  ["11월 3일에 쉬나요?", "holiday"],
  ["피그마에서 디자인시안이 어디 있는지 알려줘", "design-file"],
  ["다음주 당직이 누구예요?", "oncall"],
  ["노트북이 고장났는데 어디로 연락하죠?", "laptop"],
  ["회의실을 예약하려면 어떻게 해야 하나요", "meeting-room"],
  ["결제 두번 되는 버그 언제 고쳐졌어요?", "payment-bug"],
  ["v2.3.1에는 뭐가 들어갔어요?", "payment-bug"],
  ["결제 테스트카드가 뭐예요", "payment-card"],
  ["브랜치의 이름을 어떻게 지어야 하죠?", "branch-rule"],
  ["ko.json 번역은 누가 반영해요?", "i18n"],
  ["백업이 며칠이나 남아있나요?", "backup"],
  ["레디스의 주소가 어떻게 되죠?", "redis"],
  ["퇴직연금 운용사를 언제 바꿀수 있어요?", "retire"],
  ["건강검진을 어디서 받나요?", "health"],
  ["법인카드 식대는 얼마까지예요?", "lunch"],
  ["CI는 왜 20분이나 걸렸어요", "ci-slow"],
  ["로그인 테스트가 실패했던 이유가 뭐였죠?", "flaky"],
  ["피싱메일이 왔는데 어디로 전달해요?", "security"],
  ["화상회의에서 마이크를 못 잡아요", "mic"],
  ["3분기의 핵심 로드맵이 뭐였죠", "roadmap"],
  ["외부 API를 분당 몇 회까지 호출할 수 있나요?", "api-limit"],
  ["429 에러가 떨어져요", "api-limit"],
  ["API문서는 어디서 보나요?", "api-doc"],
  ["모니터를 추가로 신청하고 싶어요", "monitor"],
  ["새 입사자를 위한 온보딩 페이지 있나요?", "onboarding"],
  ["SSL 인증서의 갱신은 자동인가요?", "ssl"],
  ["메모리누수가 생긴 원인은?", "memory-leak"],
  ["재택은 일주일에 몇 번까지 되나요? 재택근무요", "remote"],
  ["큐가 밀렸을 땐 레플리카를 몇 개까지 늘려요?", "queue"],
  ["계약서를 검토받는 데 며칠 걸려요?", "contract"],
  ["도커 때문에 디스크가 찼는데 뭘 지우면 되죠?", "disk"],
  ["업로드할 수 있는 파일의 최대 크기는?", "upload"],
  ["타임아웃을 바꾸려면 어느 파일을 고쳐야 해요?", "timeout"],
  ["연말정산서류는 언제까지 내야 하나요", "tax"],
  ["검색색인을 지금 바로 다시 만들고 싶어요", "search-index"],
  ["방문등록은 언제까지 해야 출입증이 나오나요?", "visitor"],
].map(([question, ...answers]) => ({
  question: question as string,
  answers: answers.map((key) => `web:${key}`),
}));
