/** Tests of the doctor: each check against a host made of files and scripts in a folder, and the whole on this machine. */
@org.jspecify.annotations.NullMarked
package io.netmonitor.app.doctor;
