// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.doctor;

import io.netmonitor.app.doctor.Processes.Owner;
import java.util.List;
import java.util.Optional;

/**
 * Whether a port is free, or who has it.
 *
 * @param essential whether every node needs it; other ports matter on some hosts alone
 */
record PortCheck(Port port, boolean essential, PortHolders holders, PortTrial trial) implements Check {
    @Override
    public String name() {
        return "port " + port;
    }

    @Override
    public Finding examine() {
        Optional<String> failure = trial.open(port);
        if (failure.isEmpty()) {
            return Finding.ok(name(), "free for " + port.purpose());
        }
        Optional<Owner> owner = holders.owner(port);
        if (owner.isPresent() && owner.get().ours()) {
            return Finding.ok(name(), "NetMonitor has it: " + owner.get());
        }
        if (holders.taken(port)) {
            return taken(owner.map(Owner::toString).orElse("a process that this user may not see"));
        }
        // The kernel refuses low ports before it looks whether they are taken; the rights have a check of their own.
        return failure.get().contains("ermission")
                ? Finding.ok(name(), "free, but not for this user")
                : finding("cannot be opened for " + port.purpose() + ": " + failure.get());
    }

    private Finding taken(String by) {
        return finding(by + " has it, which " + port.purpose() + " would use");
    }

    private Finding finding(String words) {
        List<String> remedies = List.of(
                "ss -%slnp 'sport = :%d'".formatted(port.protocol() == Port.Protocol.UDP ? "u" : "t", port.number()));
        return essential ? Finding.bad(name(), words, remedies) : Finding.warn(name(), words, remedies);
    }
}
