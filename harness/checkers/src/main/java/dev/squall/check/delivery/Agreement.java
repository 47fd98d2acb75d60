package dev.squall.check.delivery;

import dev.squall.check.Verdict;
import dev.squall.check.journal.Ending;
import dev.squall.check.journal.Message;
import dev.squall.check.journal.Moment;
import java.util.Collection;
import java.util.function.Supplier;

/**
 * Check of agreement: if a correct node delivers a message, every correct node delivers the message by the end of the
 * run. Uniform agreement requires this also if the delivering node crashes later (Cachin, Guerraoui and Rodrigues,
 * 2011, properties RB4 and URB4; lecture 4.3). A verdict takes time linear in the messages times the nodes.
 */
final class Agreement {

    private final String checker;
    private final boolean isUniform;

    Agreement(String checker, boolean isUniform) {
        this.checker = checker;
        this.isUniform = isUniform;
    }

    Verdict verdict(Collection<Message> messages, Ending ending, String missing) {
        Debts debts = new Debts(checker, ending);
        for (Message message : messages) {
            Moment first = firstDelivery(message, ending);
            Supplier<String> why = () -> "though " + first + " did";
            for (int node = 0; first != null && node < ending.nodes().size(); node++) {
                if (ending.isCorrect(node)) {
                    debts.owed(message, node, first, "agreement-broken", why);
                }
            }
        }
        return debts.verdict(missing);
    }

    /** Returns the earliest delivery that obliges all correct nodes to deliver the message; null if there is none. */
    private Moment firstDelivery(Message message, Ending ending) {
        Moment first = null;
        for (int node = 0; node < ending.nodes().size(); node++) {
            Moment delivery = message.deliveredBy(node);
            if (delivery != null
                    && (isUniform || ending.isCorrect(node))
                    && (first == null || delivery.timeNanos() < first.timeNanos())) {
                first = delivery;
            }
        }
        return first;
    }
}
