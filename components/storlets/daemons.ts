/** Debian packages of daemons that people install by habit. There are more; these are caught. */
const DAEMONS: ReadonlySet<string> = new Set([
    "apache2",
    "cron",
    "dbus",
    "docker.io",
    "exim4",
    "lighttpd",
    "mariadb-server",
    "memcached",
    "mysql-server",
    "nfs-kernel-server",
    "nginx",
    "openssh-server",
    "postfix",
    "postgresql",
    "rabbitmq-server",
    "redis-server",
    "rsyslog",
    "slapd",
    "supervisor",
    "systemd",
    "systemd-sysv",
]);

/** Commands that talk to an init. */
const INIT = /^(?:systemctl|update-rc\.d|invoke-rc\.d|rc-service|rc-update)$|^\/etc\/init\.d\//;

/** What in a command installs or starts a daemon, each once. */
export function daemonsOf(command: string): string[] {
    const words = command.split(/[\s"'[\],;&|()=]+/).map((word) => word.replace(/:(?:amd64|arm64)$/, ""));
    const found = words.filter((word, index) => {
        const service = word === "service" && ["start", "restart"].includes(words[index + 2] ?? "");
        return DAEMONS.has(word) || INIT.test(word) || service;
    });
    return [...new Set(found)];
}
