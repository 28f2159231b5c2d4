import { type Line, type Page, type Phrase, type Section, part, say } from "../review/phrase";
import type { Drift, Finding } from "./finding";
import { verdictOn } from "./remedy";
import { type DriftReport, commandsFor } from "./report";
import { withoutRemedy } from "./steps";

/** What was changed behind Pulumi's back, in words. Data, and who can reach whom, come first. */
export function words(report: DriftReport): Page {
    const { stack, findings, unseen } = report;
    const title = say`Site ${stack}`;
    const blind: Section[] =
        unseen.length === 0
            ? []
            : [
                  {
                      title: say`Not looked at`,
                      lines: unseen.map(({ engine, objects, reason }) => ({
                          tone: "danger",
                          phrase: say`${part([`${objects} objects in the engine of `])}${engine}: ${part([reason])}`,
                      })),
                  },
              ];
    if (findings.length === 0) {
        const nothing: Section = {
            title: unseen.length === 0 ? say`Nothing was changed by hand` : say`Nothing else was changed by hand`,
            lines: [],
        };
        return { title, groups: [{ sections: [...blind, nothing] }] };
    }
    const environments = [...new Set(findings.map(({ environment }) => environment))].sort();
    const groups = environments.map((environment) => ({
        title: environment === "" ? say`The whole site` : say`${environment}`,
        sections: [
            {
                title: say`Changed behind Pulumi's back`,
                lines: findings.filter((it) => it.environment === environment).map(lineOf),
            },
        ],
    }));
    return { title, groups: [{ sections: blind }, ...groups, { sections: [remedies(report)] }] };
}

function lineOf(finding: Finding): Line {
    const { danger = false } = finding;
    return {
        tone: danger ? "danger" : "changed",
        phrase: say`${part(sentence(finding))}; ${"up --refresh"} ${part([verdictOn(finding).refresh])}`,
    };
}

/** What became of something, such as: service `smd` is paused. */
export function sentence(finding: Finding): Phrase {
    return say`${part([finding.kind])} ${finding.name} ${part(predicates[finding.drift](finding))}`;
}

const predicates: Readonly<Record<Drift, (finding: Finding) => Phrase>> = {
    edited: ({ subject = "" }) => say`has another file ${subject} than it was given`,
    failing: ({ subject = "" }) => say`is ${part([subject])}`,
    joined: ({ subject = "" }) => say`was connected to network ${subject}, which is none of its zones`,
    left: ({ subject = "" }) => say`was disconnected from its zone ${subject}`,
    missing: ({ noun, object, from }) =>
        noun === "image" && from !== undefined ? say`has lost its name ${object}` : say`is gone`,
    nameless: ({ subject = "", names = [] }) => say`was connected anew to ${subject}, where it is not called ${names}`,
    paused: () => say`is paused`,
    recreated: recreated,
    "removed file": ({ subject = "" }) => say`has lost its file ${subject}`,
    renamed: ({ to = "", names = [] }) =>
        names.length === 0
            ? say`is now called ${to}`
            : say`is now called ${to}, and another container has its name ${names}`,
    retagged: ({ object }) => say`is not what has its name ${object}`,
    set: ({ subject = "", from, to }) =>
        from === undefined || to === undefined
            ? say`has other ${part([subject])} than declared`
            : say`has ${part([subject])} ${to} instead of ${from}`,
    stopped: () => say`is stopped`,
    stranger: ({ noun, subject = "" }) =>
        noun === "network"
            ? say`has a container in it that is not of the site: ${subject}`
            : say`shares its network with a container that is not of the site: ${subject}`,
    unknown: () => say`has labels and name of the site's, and no update made it`,
};

function recreated({ noun, names = [] }: Finding): Phrase {
    if (noun === "volume") {
        return say`is not the one that the site made`;
    }
    return noun === "container" && names.length > 0
        ? say`was made anew by hand, and differs in ${part([names.join(", ")])}`
        : say`was made anew by hand`;
}

function remedies(report: DriftReport): Section {
    const lost = withoutRemedy(report.findings);
    if (lost.length > 0) {
        return {
            title: say`Save what is in these volumes, remove them, and look again before any update with ${"--refresh"}`,
            lines: lost.map((finding) => ({ tone: "danger", phrase: say`${finding.object}` })),
        };
    }
    return {
        title: say`An update without ${"--refresh"} sees none of this. This puts all of it right`,
        lines: commandsFor(report).map((command) => ({ tone: "plain", phrase: say`${command}` })),
        ordered: true,
    };
}
