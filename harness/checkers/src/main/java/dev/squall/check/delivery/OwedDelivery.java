package dev.squall.check.delivery;

import dev.squall.check.Verdict;
import dev.squall.check.journal.Ending;
import dev.squall.check.journal.Message;
import java.util.Collection;
import java.util.function.ToIntFunction;

/**
 * Check that a message from a correct sender is delivered by the end of the run at one particular node, if that node is
 * correct too. For a link that node is the receiver (reliable delivery, Cachin, Guerraoui and Rodrigues, 2011, property
 * PL1; lecture 2.3). For a broadcast that node is the sender (validity, property RB1; lecture 4.3). A verdict takes
 * time linear in the number of messages.
 */
final class OwedDelivery {

    private final String checker;
    private final String anomaly;
    private final ToIntFunction<Message> debtor;

    OwedDelivery(String checker, String anomaly, ToIntFunction<Message> debtor) {
        this.checker = checker;
        this.anomaly = anomaly;
        this.debtor = debtor;
    }

    Verdict verdict(Collection<Message> messages, Ending ending, String missing) {
        Debts debts = new Debts(checker, ending);
        for (Message message : messages) {
            if (message.isSent() && ending.isCorrect(message.sender()) && !ending.mayBeLost(message)) {
                int node = debtor.applyAsInt(message);
                if (ending.isCorrect(node)) {
                    debts.owed(message, node, message.sent(), anomaly, () -> "and both it and the sender are correct");
                }
            }
        }
        return debts.verdict(missing);
    }
}
