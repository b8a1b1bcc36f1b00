// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.lab;

import java.io.IOException;

/** A process that builds a lab, prints its namespaces, leaves a process at a site, and then waits to be killed. */
final class LabOwner {
    private LabOwner() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        Lab lab = Lab.plan("victim").site("a", Link.ofMbits(10)).up();
        Process left = lab.exec("a", "sleep", "600").start();
        System.out.println(left.pid() + " " + String.join(" ", lab.layout().namespaces()));
        System.in.read();
    }
}
