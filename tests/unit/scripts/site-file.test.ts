import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import * as os from "node:os";
import * as path from "node:path";

import { configFile, statesEncryption, withEncryptionOf } from "../../../scripts/stack/site-file";
import { stateEnvironment } from "../../../scripts/stack/state";

describe("stack file", () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), "hpc-stacks-site-"));
    const committed = path.join(folder, "Pulumi.test.yaml");
    const plain = "# why\nconfig:\n  hpc-stacks:environments: [openchami]\n";

    after(() => rmSync(folder, { recursive: true }));

    it("stays as committed: Pulumi gets a copy, which keeps its salt when it is made anew", () => {
        writeFileSync(committed, plain);
        const copy = configFile("test", committed, folder);
        assert.notEqual(copy, committed);
        assert.equal(readFileSync(copy, "utf8"), plain);

        writeFileSync(copy, `encryptionsalt: v1:abc=\n${plain}`);
        writeFileSync(committed, plain.replace("openchami", "daos"));
        configFile("test", committed, folder);
        assert.equal(readFileSync(copy, "utf8"), `${plain.replace("openchami", "daos")}encryptionsalt: v1:abc=\n`);
        assert.equal(readFileSync(committed, "utf8"), plain.replace("openchami", "daos"));
    });

    it("is used as it is where it states its encryption", () => {
        writeFileSync(committed, `${plain}encryptionsalt: v1:abc=\n`);
        assert.equal(configFile("test", committed, folder), committed);
        assert.ok(statesEncryption("secretsprovider: awskms://key\n"));
        assert.ok(!statesEncryption("config:\n  x:encryptionsalt: 1\n"));
    });

    it("takes over each line that says how to decrypt", () => {
        const copy = "secretsprovider: kms\nencryptedkey: k\nconfig: {}\n";
        assert.equal(withEncryptionOf("config: {}\n", copy), "config: {}\nsecretsprovider: kms\nencryptedkey: k\n");
    });

    it("that is missing is named", () => {
        assert.throws(() => configFile("none", path.join(folder, "Pulumi.none.yaml"), folder), /there is no site none/);
    });

    it("is encrypted with a passphrase that is made once and that nobody else may read", () => {
        const { PULUMI_BACKEND_URL: url, PULUMI_CONFIG_PASSPHRASE_FILE: file } = stateEnvironment(folder);
        assert.equal(url, `file://${folder}`);
        assert.equal(statSync(file!).mode & 0o777, 0o600);
        const passphrase = readFileSync(file!, "utf8");
        assert.ok(passphrase.trim().length >= 32);
        stateEnvironment(folder);
        assert.equal(readFileSync(file!, "utf8"), passphrase);
    });
});
