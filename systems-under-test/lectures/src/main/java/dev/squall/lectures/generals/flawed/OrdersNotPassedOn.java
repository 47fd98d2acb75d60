package dev.squall.lectures.generals.flawed;

import dev.squall.lectures.generals.ByzantineProgram;

/**
 * Generals who obey the commander's order without comparing it with the orders that the other lieutenants received.
 *
 * <p>Flaw: a commander who is a traitor may send a different order to each lieutenant (lecture 2.2).
 *
 * <p>Symptom: loyal generals who decide differently.
 *
 * <p>Trigger: a commander who is a traitor. No fault of the network is needed.
 */
public final class OrdersNotPassedOn extends ByzantineProgram {

    @Override
    protected int traitorsTolerated(int asked) {
        return 0;
    }
}
