/**
 * Holds what was measured against what was planned, from outside: it reads results and revisions as the API shows them and reckons
 * by plain arithmetic of its own, with nothing of what makes the plan.
 *
 * <pre>{@code
 * Audit audit = new Audit(results, Promises.of(revisions, nodes, endNs), absences);
 * Findings findings = audit.findings(hole -> api.why(hole));
 * findings.table().forEach(System.out::println);
 * }</pre>
 */
@org.jspecify.annotations.NullMarked
package io.netmonitor.testkit.audit;
