package dev.squall.lectures.transactions;

import dev.squall.node.Body;
import dev.squall.node.protocol.Bank;
import dev.squall.node.protocol.ErrorCode;
import dev.squall.node.protocol.ErrorReply;
import dev.squall.node.protocol.Transactions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Program of one transaction, as a sequence of steps. A step may depend on the results of the earlier steps. */
public interface Procedure {

    /**
     * Returns the next step of the transaction, empty if the transaction is to commit.
     *
     * @param results results of all steps so far; the result of a write is the written value
     */
    Optional<List<Object>> next(List<Object> results);

    /** Returns the reply to the client after the commit. */
    Body reply(List<Object> results);

    /** Returns the error with which the transaction must end, empty if the transaction may continue. */
    default Optional<ErrorReply> refusal(List<Object> results) {
        return Optional.empty();
    }

    /** Returns the procedure of a client's request, empty if the request is no transaction. */
    static Optional<Procedure> of(Body request) {
        if (request instanceof Transactions.Txn txn) {
            return Optional.of(new Steps(txn.txn()));
        } else if (request instanceof Bank.Read read) {
            return Optional.of(new Balances(read.accounts()));
        } else if (request instanceof Bank.Transfer transfer) {
            return Optional.of(new Move(transfer));
        }
        return Optional.empty();
    }

    private static long balance(Object value) {
        return value instanceof Number number ? number.longValue() : Bank.INITIAL_BALANCE;
    }

    private static List<Object> step(String function, Object key, Object value) {
        return Arrays.asList(function, key, value);
    }

    /** Procedure of the steps in a client's request. */
    record Steps(List<List<Object>> steps) implements Procedure {

        @Override
        public Optional<List<Object>> next(List<Object> results) {
            return results.size() < steps.size() ? Optional.of(steps.get(results.size())) : Optional.empty();
        }

        @Override
        public Body reply(List<Object> results) {
            List<List<Object>> done = new ArrayList<>();
            for (int i = 0; i < steps.size(); i++) {
                done.add(step((String) steps.get(i).get(0), steps.get(i).get(1), results.get(i)));
            }
            return new Transactions.TxnOk(done);
        }

        @Override
        public Optional<ErrorReply> refusal(List<Object> results) {
            return steps.stream()
                    .filter(step -> step.size() != 3
                            || step.get(1) == null
                            || !List.of("r", "w", "append").contains(String.valueOf(step.get(0)))
                            || !step.get(0).equals("r") && step.get(2) == null)
                    .findFirst()
                    .map(step -> new ErrorReply(
                            ErrorCode.MALFORMED_REQUEST,
                            "found the operation " + step
                                    + "; expected [r, key, null], [w, key, value] or [append, key, value]"));
        }
    }

    /** Procedure that reads the balances of all accounts. */
    record Balances(List<Object> accounts) implements Procedure {

        @Override
        public Optional<List<Object>> next(List<Object> results) {
            return results.size() < accounts.size()
                    ? Optional.of(step("r", accounts.get(results.size()), null))
                    : Optional.empty();
        }

        @Override
        public Body reply(List<Object> results) {
            Map<String, Long> balances = new LinkedHashMap<>();
            for (int i = 0; i < accounts.size(); i++) {
                balances.put(String.valueOf(accounts.get(i)), balance(results.get(i)));
            }
            return new Bank.ReadOk(balances);
        }
    }

    /** Procedure of a transfer, which reads and then writes both balances. */
    record Move(Bank.Transfer transfer) implements Procedure {

        @Override
        public Optional<List<Object>> next(List<Object> results) {
            return switch (results.size()) {
                case 0 -> Optional.of(step("r", transfer.from(), null));
                case 1 -> Optional.of(step("r", transfer.to(), null));
                case 2 -> Optional.of(step("w", transfer.from(), balance(results.get(0)) - transfer.amount()));
                case 3 -> Optional.of(step("w", transfer.to(), balance(results.get(1)) + transfer.amount()));
                default -> Optional.empty();
            };
        }

        @Override
        public Body reply(List<Object> results) {
            return new Bank.TransferOk();
        }

        @Override
        public Optional<ErrorReply> refusal(List<Object> results) {
            if (transfer.from().equals(transfer.to()) || transfer.amount() < 0) {
                return Optional.of(new ErrorReply(
                        ErrorCode.MALFORMED_REQUEST, "expected a transfer of at least 0 between two accounts"));
            }
            return results.size() == 2 && balance(results.get(0)) < transfer.amount()
                    ? Optional.of(new ErrorReply(
                            ErrorCode.PRECONDITION_FAILED, "the balance is " + balance(results.get(0)) + " only"))
                    : Optional.empty();
        }
    }
}
