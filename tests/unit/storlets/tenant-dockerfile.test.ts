import assert from "node:assert/strict";

import { checkDockerfile, packagesDockerfile } from "../../../components/storlets/tenant-dockerfile";

const BASE = "localhost:5001/ubuntu_14.04_jre8_storlets";
const HEAD = `FROM ${BASE}\nMAINTAINER root\n`;

/** Dockerfiles that are refused, by what is wrong with them, and the line that is named. */
const ENTRIES: Readonly<Record<string, readonly [text: string, line: number, word: string]>> = {
    "an entry point": ['ENTRYPOINT ["/bin/bash"]', 3, "ENTRYPOINT"],
    "a command": ["CMD bash", 3, "CMD"],
    "an entry point in mixed case": ["eNtRyPoInT bash", 3, "ENTRYPOINT"],
    "a command behind blanks": ["\n \t cmd bash", 4, "CMD"],
    "a keyword on two lines": ["ENTRY\\\nPOINT bash", 3, "ENTRYPOINT"],
    "arguments on the next line, a comment between": ["ENTRYPOINT \\\n# why\n bash", 3, "ENTRYPOINT"],
    "one behind a heredoc": ["RUN cat <<EOF >/x\nCMD a\nEOF\nCMD bash", 6, "CMD"],
    "one that is put off": ["ONBUILD ENTRYPOINT bash", 3, "ONBUILD ENTRYPOINT"],
    "one that is put off, on two lines in small letters": ["onbuild \\\n cmd bash", 3, "ONBUILD CMD"],
};

const HARMLESS: Readonly<Record<string, string>> = {
    "in a comment": "# ENTRYPOINT bash",
    "in a heredoc": "RUN cat <<EOF >/x\nENTRYPOINT bash\nCMD bash\nEOF",
    "on a line that continues another": "RUN echo \\\n CMD",
    "as an argument": 'RUN ["echo", "ENTRYPOINT"]',
    "of a health check": "HEALTHCHECK CMD true",
};

describe("a tenant's Dockerfile", () => {
    for (const [what, [text, line, word]] of Object.entries(ENTRIES)) {
        it(`is refused with ${what}`, () => {
            const { faults } = checkDockerfile(`${HEAD}${text}\n`, BASE);
            assert.equal(faults.length, 1);
            assert.ok(faults[0]?.startsWith(`line ${line}: ${word} makes the image unusable by the storlet engine`));
        });
    }

    for (const [where, text] of Object.entries(HARMLESS)) {
        it(`may have the words ${where}`, () => {
            assert.deepEqual(checkDockerfile(`${HEAD}${text}\n`, BASE).faults, []);
        });
    }

    it("is refused with an entry point behind the escape character that it chooses", () => {
        const text = `# escape=\`\n${HEAD}RUN echo a\\\nCMD bash\n`;
        assert.match(checkDockerfile(text, BASE).faults.join(), /^line 5: CMD/);
    });

    it("must start from the base as it is loaded, and is told why 127.0.0.1 is another name", () => {
        const from = (image: string) => checkDockerfile(`FROM ${image}\nMAINTAINER root\n`, BASE).faults;
        assert.deepEqual(from(BASE), []);
        assert.deepEqual(from(`${BASE}:latest`), []);
        assert.match(
            from(BASE.replace("localhost", "127.0.0.1")).join(),
            /^line 1: FROM 127\.0\.0\.1:5001\/\S+ must be FROM localhost:5001\/\S+, which is how .* two images/,
        );
        assert.match(from("debian:bookworm").join(), /must be FROM localhost.*, the storlets' base image/);
        assert.match(from(`${BASE}:old`).join(), /must be FROM/);
        assert.deepEqual(checkDockerfile("MAINTAINER root\n", BASE).faults, [
            `there is no FROM: the first line must be FROM ${BASE}`,
        ]);
    });

    it("may have stages, of which the last must come from the base in the end", () => {
        const stages = (...last: string[]) =>
            checkDockerfile(
                `FROM --platform=linux/amd64 ${BASE} AS Tuned\nFROM golang AS build\n${last.join("\n")}\n`,
                BASE,
            );
        assert.deepEqual(stages("FROM tuned", "MAINTAINER root").faults, []);
        assert.deepEqual(stages(`FROM ${BASE}`, "MAINTAINER root").faults, []);
        assert.match(stages("FROM build", "MAINTAINER root").faults.join(), /^line 2: FROM golang must be FROM/);
    });

    it("must have root as its maintainer", () => {
        assert.match(checkDockerfile(`FROM ${BASE}\n`, BASE).faults.join(), /there is no MAINTAINER root/);
        const { faults } = checkDockerfile(`FROM ${BASE}\nMAINTAINER somebody\n`, BASE);
        assert.deepEqual(faults, ['line 2: MAINTAINER must be root, got "somebody"']);
    });

    it("is warned about daemons, however they are installed or started, and about nothing else", () => {
        const warnings = (run: string) => checkDockerfile(`${HEAD}RUN ${run}\n`, BASE).warnings;
        assert.match(
            warnings('["apt-get", "install", "-y", "openssh-server"]').join(),
            /^line 3: openssh-server is or starts/,
        );
        assert.equal(warnings("apt-get install -y nginx ffmpeg && service nginx start").length, 2);
        assert.equal(warnings("systemctl enable x; /etc/init.d/x start").length, 2);
        assert.deepEqual(warnings("apt-get install -y ffmpeg libnginx-mod-x"), []);
    });

    it("is told everything at once", () => {
        assert.equal(checkDockerfile("FROM a\nCMD b\nENTRYPOINT c\n", BASE).faults.length, 4);
    });
});

describe("the Dockerfile of packages", () => {
    it("is one that is accepted, in exec form, with the packages in one order", () => {
        const text = packagesDockerfile(BASE, ["sox", "ffmpeg"]);
        assert.deepEqual(checkDockerfile(text, BASE), { faults: [], warnings: [] });
        assert.equal(text, packagesDockerfile(BASE, ["ffmpeg", "sox"]));
        const [from, maintainer, ...runs] = text.trim().split("\n");
        assert.deepEqual([from, maintainer], [`FROM ${BASE}`, "MAINTAINER root"]);
        const commands = runs.map((line) => JSON.parse(line.replace(/^RUN /, "")) as string[]);
        assert.deepEqual(commands[1]?.slice(-2), ["ffmpeg", "sox"]);
    });

    it("is the base alone where there are none", () => {
        assert.equal(packagesDockerfile(BASE, []), HEAD);
    });
});
