/** Beginnings of the paths that the gateway passes on to opaal. */
export const OPAAL_PREFIXES = ["/token", "/keys"] as const;

/** What the configuration of nginx that stands in for opaal is made from. */
export interface OpaalConfig {
    /** Port to listen on. */
    readonly port: number;
    /** URL of hydra's public API. */
    readonly hydraUrl: string;
    /** Scopes of a token for a caller without credentials. */
    readonly scopes: readonly string[];
    /** `Authorization` header with which a token for a caller without credentials is asked for; secret. */
    readonly authorization: string;
}

/**
 * nginx answers `/keys`, `/token` and `/status`, and 404 to all else: hydra's admin API stays out of reach. A caller's
 * own credentials are passed on; bss sends none and an empty body, and gets a token of the service client. Who comes
 * through the gateway, which names him in `X-Forwarded-For`, never does, whatever path or header he thinks of.
 */
export function opaalConfig({ port, hydraUrl, scopes, authorization }: OpaalConfig): string {
    const body = `grant_type=client_credentials&scope=${[...scopes].sort().join("+")}`;
    return `pid /tmp/nginx.pid;
worker_processes 1;
error_log /dev/stderr warn;
events {}
http {
  access_log /dev/stdout;
  client_body_temp_path /tmp/body;
  proxy_temp_path /tmp/proxy;
  fastcgi_temp_path /tmp/fastcgi;
  uwsgi_temp_path /tmp/uwsgi;
  scgi_temp_path /tmp/scgi;
  # Looked up again and again, so that hydra may be replaced behind our back.
  resolver 127.0.0.11 valid=5s ipv6=off;
  map $http_authorization$http_x_forwarded_for $upstream_authorization { default $http_authorization; "" "${authorization}"; }
  map $http_authorization$http_x_forwarded_for $upstream_body { default $request_body; "" "${body}"; }
  server {
    listen ${port};
    set $hydra ${hydraUrl};
    location = /status {
      default_type application/json;
      return 200 '{"code":200,"message":"healthy"}';
    }
    location = /keys {
      limit_except GET { deny all; }
      proxy_pass $hydra/.well-known/jwks.json;
    }
    location = /token {
      limit_except POST { deny all; }
      proxy_set_header Authorization $upstream_authorization;
      proxy_set_header Content-Type application/x-www-form-urlencoded;
      proxy_set_body $upstream_body;
      proxy_pass $hydra/oauth2/token;
    }
    location / { return 404; }
  }
}
`;
}
