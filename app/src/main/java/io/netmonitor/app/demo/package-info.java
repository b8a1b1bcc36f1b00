/**
 * A whole system on one machine for people to try: a controller and four agents, each a process of its own, in a lab of
 * network namespaces where that is possible and on loopback where not. It starts only public commands, so whatever it
 * shows can be typed by hand as well.
 *
 * <p>Entry type: {@link io.netmonitor.app.demo.DemoCommand}.
 */
@org.jspecify.annotations.NullMarked
package io.netmonitor.app.demo;
