import { describe, expect, it } from "vitest";
import { catalogue, catalogueModel } from "../../../src/model/catalogue/catalogue.ts";
import { parseHubUri } from "../../../src/model/catalogue/hub-uri.ts";

describe("the catalogue", () => {
  it("has names that can be typed and are unique, and URIs that can be pulled", () => {
    const names = catalogue.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const { name, uri, sha256 } of catalogue) {
      expect(name).toMatch(/^[a-z0-9][a-z0-9.-]*$/);
      expect(parseHubUri(uri)).toMatchObject({ ok: true });
      if (sha256 !== undefined) expect(sha256).toMatch(/^[0-9a-f]{64}$/);
    }
  });

  it("says of every size without a checksum, and of every quantisation without a file, that it is not verified", () => {
    for (const { name, uri, sha256, unverified } of catalogue) {
      const parsed = parseHubUri(uri);
      if (parsed.ok && "tag" in parsed.uri) expect(unverified, name).toContain("file");
      if (sha256 === undefined) expect(unverified, name).toContain("size");
    }
  });

  it("finds a model by its name in any case, and nothing else", () => {
    expect(catalogueModel(" Llama-3.2-3B ")?.uri).toContain("Llama-3.2-3B-Instruct-Q4_K_M.gguf");
    expect(catalogueModel("llama")).toBeUndefined();
    expect(catalogueModel("__proto__")).toBeUndefined();
  });
});
