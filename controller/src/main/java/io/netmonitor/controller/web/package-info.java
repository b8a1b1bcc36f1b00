/**
 * Serves the web UI: one page, its own ES modules and style sheets, and the libraries that these import. What a browser
 * can reach from the page is found once at start-up; nothing else on the class path can be asked for.
 *
 * <pre>{@code
 * WebUi ui = WebUi.load();
 * Javalin.create(config -> ui.register(config));
 * }</pre>
 */
@NullMarked
package io.netmonitor.controller.web;

import org.jspecify.annotations.NullMarked;
