import { environmentSections } from "./environment-words";
import { type Line, type Page, type Section, say } from "./phrase";
import { type EnvironmentReport, type Report, changesNothing } from "./report";
import type { VolumeLoss } from "./volumes";

/** A report in words. What cannot be undone comes first. */
export function words(report: Report): Page {
    const { stack, problems, warnings, lost, fates, environments } = report;
    const title = say`Site ${stack}`;
    if (problems.length > 0) {
        return { title, groups: [{ sections: [problemsSection(problems)] }] };
    }
    const first: Section[] = [
        ...volumeSections(lost),
        ...(fates.length === 0
            ? []
            : [
                  {
                      title: say`On destroy`,
                      lines: fates.map(({ name, from, to }) => changed(say`volume ${name}: ${from} → ${to}`)),
                  },
              ]),
    ];
    if (changesNothing(report)) {
        const nothing = { title: say`Nothing changes`, lines: [] };
        return { title, groups: [{ sections: [...first, nothing, ...warningsSection(warnings)] }] };
    }
    const groups = environments.map((environment) => ({
        title: heading(environment),
        sections: environmentSections(environment),
    }));
    const last = { sections: [...unpinnedSection(report), ...warningsSection(warnings)] };
    return { title, groups: [{ sections: first }, ...groups, last] };
}

function problemsSection(problems: readonly string[]): Section {
    const lines = problems.flatMap((problem) => problem.split("\n").filter((line) => line.trim() !== ""));
    return {
        title: say`This cannot be brought up`,
        lines: lines.map((line) => ({ tone: "removed", phrase: [line.trim()] })),
    };
}

function warningsSection(warnings: readonly string[]): Section[] {
    return warnings.length === 0
        ? []
        : [{ title: say`Warnings`, lines: warnings.map((warning) => changed([warning])) }];
}

function volumeSections(lost: readonly VolumeLoss[]): Section[] {
    const [gone, kept] = [lost.filter((volume) => !volume.kept), lost.filter((volume) => volume.kept)];
    return [
        ...(gone.length === 0
            ? []
            : [
                  {
                      title: say`Data is lost: these volumes are removed with all that is in them`,
                      lines: gone.map((volume): Line => ({ tone: "danger", phrase: volumePhrase(volume) })),
                  },
              ]),
        ...(kept.length === 0
            ? []
            : [
                  {
                      title: say`Volumes that stay on the engine with their data, and are no longer used`,
                      lines: kept.map((volume) => changed(volumePhrase(volume))),
                  },
              ]),
    ];
}

function volumePhrase({ name, volume, action }: VolumeLoss): Line["phrase"] {
    return action === "replace" ? say`${name} (${volume}), replaced by an empty one` : say`${name} (${volume})`;
}

function heading({ name, created, updated, replaced, deleted }: EnvironmentReport): Line["phrase"] {
    const counts = [
        [created.length, "created"],
        [updated.length, "updated in place"],
        [replaced.length, "replaced"],
        [deleted.length, "deleted"],
    ] as const;
    const sum = counts
        .filter(([count]) => count > 0)
        .map(([count, what]) => `${count} ${what}`)
        .join(", ");
    return name === "" ? [`The whole site: ${sum}`] : [{ name }, `: ${sum}`];
}

function unpinnedSection({ unpinned }: Report): Section[] {
    return unpinned.length === 0
        ? []
        : [
              {
                  title: say`Images not pinned by a digest`,
                  lines: [{ tone: "plain", phrase: say`${unpinned}` }],
              },
          ];
}

function changed(phrase: Line["phrase"]): Line {
    return { tone: "changed", phrase };
}
