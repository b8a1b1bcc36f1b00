/**
 * What on this host would spoil measurements, and the commands that mend it; nothing here changes the host.
 *
 * <p>A {@link io.netmonitor.app.doctor.Check} looks at one thing of a {@link io.netmonitor.app.doctor.Host} and gives one
 * {@link io.netmonitor.app.doctor.Finding}. {@link io.netmonitor.app.doctor.Doctor} knows all checks and asks them in turn;
 * {@link io.netmonitor.app.doctor.DoctorCommand} prints what they found.
 */
@org.jspecify.annotations.NullMarked
package io.netmonitor.app.doctor;
