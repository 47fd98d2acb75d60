package dev.squall.workload.transaction;

import dev.squall.client.Client;
import dev.squall.client.Completion;
import dev.squall.client.UnexpectedReplyException;
import dev.squall.generator.Call;
import dev.squall.history.Keyword;
import dev.squall.node.Body;
import dev.squall.node.protocol.Transactions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Client of Maelstrom's transactions. The value of an operation is a list of {@code [:r k v]}, {@code [:w k v]} and
 * {@code [:append k v]}, in the notation of Jepsen and Elle.
 */
class TransactionClient implements Client {

    static final String FUNCTION = "txn";

    @Override
    public Body request(Call call) {
        List<List<Object>> operations = new ArrayList<>();
        for (Object each : operations(call)) {
            List<Object> operation = new ArrayList<>((List<?>) each);
            operation.set(0, function(operation));
            operations.add(operation);
        }
        return new Transactions.Txn(operations);
    }

    @Override
    public Completion complete(Call call, Body reply) {
        if (reply instanceof Transactions.TxnOk ok) {
            return Completion.ok(results(call, ok));
        }
        throw new UnexpectedReplyException(call.function(), reply, "txn_ok");
    }

    /** Returns the operations with the results of reads. The keys are taken from the request. */
    static List<Object> results(Call call, Transactions.TxnOk reply) {
        List<?> operations = operations(call);
        List<Object> results = new ArrayList<>();
        for (int i = 0; i < operations.size(); i++) {
            List<?> asked = (List<?>) operations.get(i);
            List<Object> answered = i < reply.txn().size() ? reply.txn().get(i) : List.of();
            boolean isSame = reply.txn().size() == operations.size()
                    && answered.size() == 3
                    && function(asked).equals(answered.get(0))
                    && String.valueOf(asked.get(1)).equals(String.valueOf(answered.get(1)));
            if (!isSame) {
                throw new UnexpectedReplyException(
                        call.function() + " of " + operations, reply, "txn_ok with the same operations in this order");
            }
            Object result = isRead(asked) ? answered.get(2) : asked.get(2);
            results.add(Arrays.asList(new Keyword(function(asked)), asked.get(1), result));
        }
        return results;
    }

    /**
     * Returns the completion of a transaction with unknown outcome; a transaction without writes counts as failed,
     * since it has no effect.
     */
    @Override
    public Completion indefinite(Call call, String error) {
        boolean isReadOnly = operations(call).stream().allMatch(operation -> isRead((List<?>) operation));
        return isReadOnly ? Completion.fail(call.value(), error) : Completion.info(call.value(), error);
    }

    @Override
    public boolean isReadOnly(String function) {
        return false;
    }

    private static List<?> operations(Call call) {
        return (List<?>) call.value();
    }

    private static String function(List<?> operation) {
        return operation.get(0) instanceof Keyword keyword ? keyword.name() : String.valueOf(operation.get(0));
    }

    private static boolean isRead(List<?> operation) {
        return function(operation).equals("r");
    }
}
