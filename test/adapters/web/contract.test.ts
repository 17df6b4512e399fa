import { createWebChat, webChatTimes } from "../../../adapters/web/web-chat.ts";
import type { Store } from "../../../src/core/ports/index.ts";
import type { MessageId } from "../../../src/core/types.ts";
import { openStore } from "../../../src/store/index.ts";
import { adapterContract, type ContractPerson } from "../../contract/adapter.ts";
import type { FakeCore } from "../../fakes/core.ts";
import { silentLog } from "../../store/silent-log.ts";
import { tempFolder } from "../../store/temp-folder.ts";
import { adapterParts, join, openTab, type Tab } from "./chat.ts";

const spot = (id: MessageId) => id.slice("web:".length);
const seq = (id: MessageId) => Number(id.split("/")[1]);

function asContractPerson(current: () => Tab, name: string): ContractPerson {
  const call = async (method: string, path: string, body?: unknown) => {
    const { status } = await current().call(method, path, body);
    if (status >= 300) throw new Error(`refused with ${status}`);
  };
  return {
    name,
    async post(text, { thread, direct } = {}) {
      const tab = current();
      const place = direct ? `dm.${tab.person.id.slice(1)}` : "general";
      const posted = await tab.post(place, text, thread ? { root: seq(thread) } : {});
      return `web:${place}/${posted.seq}`;
    },
    edit: (id, text) => call("PATCH", `/api/messages/${spot(id)}`, { text }),
    remove: (id) => call("DELETE", `/api/messages/${spot(id)}`),
    async stop(question) {
      const { message } = await current().until(
        "message",
        ({ message }) =>
          message.reply !== undefined && `web:${message.place}/${message.reply.to}` === question,
      );
      await call("POST", `/api/messages/${message.place}/${message.seq}/stop`);
    },
    rate: (id, rating) => call("PUT", `/api/messages/${spot(id)}/rating`, { rating }),
    see: async (root) =>
      (await current().read("general", seq(root))).map((message) => ({
        id: `web:general/${message.seq}`,
        text: message.text,
        bySelf: message.author.kind === "self",
      })),
    look: async () =>
      (await current().read("general")).map(({ seq, text, author }) => ({
        id: `web:general/${seq}`,
        text,
        bySelf: author.kind === "self",
      })),
  };
}

async function openWorld(store: Store, core: FakeCore) {
  const start = async () => {
    const started = createWebChat({ port: 0, channels: ["general"] }, adapterParts(store), webChatTimes);
    await started.start(core.deliver);
    return started;
  };
  let adapter = await start();
  const tabs = new Map<string, Tab>();
  return {
    get adapter() {
      return adapter;
    },
    async person(name: string) {
      tabs.set(name, await join(adapter.address ?? "", name));
      return asContractPerson(() => tabs.get(name)!, name);
    },
    async restart() {
      await adapter.stop();
      adapter = await start();
      for (const [name, { person, token }] of tabs) {
        tabs.set(name, await openTab(adapter.address ?? "", person, token));
      }
    },
    async close() {
      await adapter.stop();
      await store.close();
    },
  };
}

for (const uri of ["memory:", "sqlite:maru.db"]) {
  adapterContract(`the web chat on ${uri}`, {
    open: async (core) =>
      openWorld(await openStore(uri, { dataFolder: tempFolder(), now: Date.now, log: silentLog }), core),
  });
}
