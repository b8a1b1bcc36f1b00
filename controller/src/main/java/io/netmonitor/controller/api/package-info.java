/**
 * The HTTP API for people and programs. One table of routes serves requests and describes itself as OpenAPI; one place
 * turns what goes wrong into problem documents (RFC 9457).
 *
 * <p>Entry type: {@link io.netmonitor.controller.api.Api}.
 */
@org.jspecify.annotations.NullMarked
package io.netmonitor.controller.api;
