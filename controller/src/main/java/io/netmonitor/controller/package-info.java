/**
 * The controller: knows the nodes, compiles the plan, takes results, answers questions.
 *
 * <pre>{@code
 * try (Controller controller = Controller.start(options, Extensions.load())) { … }
 * }</pre>
 */
@org.jspecify.annotations.NullMarked
package io.netmonitor.controller;
