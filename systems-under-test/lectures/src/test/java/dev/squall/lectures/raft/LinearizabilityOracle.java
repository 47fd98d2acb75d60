package dev.squall.lectures.raft;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.node.Body;
import dev.squall.node.protocol.ErrorCode;
import dev.squall.node.protocol.ErrorReply;
import dev.squall.node.protocol.LinKv;
import dev.squall.testkit.ClientRequest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Checks that the order of the log is a linearization of the clients' requests. Each reply must be the one that a
 * separate map gives at the entry's place. No request may precede one that was answered before it began. A request with
 * a definite error must not be in the log.
 */
final class LinearizabilityOracle {

    private record Place(int index, Body reply) {}

    private final Map<Object, Object> values = new HashMap<>();
    private final Map<String, Long> lastIds = new HashMap<>();
    private final Map<String, Place> places = new HashMap<>();

    LinearizabilityOracle(List<Command> log) {
        for (int i = 0; i < log.size(); i++) {
            Command command = log.get(i);
            if (command.messageId() > lastIds.getOrDefault(command.client(), -1L)) {
                lastIds.put(command.client(), command.messageId());
                places.put(command.client() + "/" + command.messageId(), new Place(i, execute(command)));
            }
        }
    }

    private Body execute(Command command) {
        if (command.operation().equals("write")) {
            values.put(command.key(), command.to());
            return new LinKv.WriteOk();
        }
        if (!values.containsKey(command.key())) {
            return new ErrorReply(ErrorCode.KEY_DOES_NOT_EXIST, "");
        }
        if (command.operation().equals("read")) {
            return new LinKv.ReadOk(values.get(command.key()));
        }
        return values.replace(command.key(), command.from(), command.to())
                ? new LinKv.CasOk()
                : new ErrorReply(ErrorCode.PRECONDITION_FAILED, "");
    }

    void check(List<ClientRequest> requests) {
        List<ClientRequest> applied = new ArrayList<>();
        for (ClientRequest request : requests) {
            Place place = placeOf(request);
            if (request.reply() instanceof ErrorReply error
                    && error.code() == ErrorCode.TEMPORARILY_UNAVAILABLE.code()) {
                assertThat(place)
                        .as("refused, yet applied: %s", request.message())
                        .isNull();
            } else if (request.reply() instanceof ErrorReply error && !ErrorCode.isDefinite(error.code())) {
                assertThat(error.code()).isEqualTo(ErrorCode.TIMEOUT.code());
            } else if (request.reply() != null) {
                assertThat(place)
                        .as("answered, yet not in the log: %s", request.message())
                        .isNotNull();
                assertThat(sameReply(place.reply(), request.reply()))
                        .as("%s is answered by %s, not %s", request.message(), request.reply(), place.reply())
                        .isTrue();
                applied.add(request);
            }
        }
        checkRealTimeOrder(applied);
    }

    private void checkRealTimeOrder(List<ClientRequest> answered) {
        List<ClientRequest> byInvocation = new ArrayList<>(answered);
        byInvocation.sort(Comparator.comparingLong(ClientRequest::invokedAt));
        List<ClientRequest> byCompletion = new ArrayList<>(answered);
        byCompletion.sort(Comparator.comparingLong(ClientRequest::completedAt));
        int completed = 0;
        int latestPlace = -1;
        for (ClientRequest request : byInvocation) {
            while (byCompletion.get(completed).completedAt() < request.invokedAt()) {
                latestPlace = Math.max(
                        latestPlace, placeOf(byCompletion.get(completed++)).index());
            }
            assertThat(placeOf(request).index()).as("%s", request.message()).isGreaterThan(latestPlace);
        }
    }

    private Place placeOf(ClientRequest request) {
        return places.get(request.message().source() + "/" + request.message().messageId());
    }

    private static boolean sameReply(Body expected, Body actual) {
        return expected instanceof ErrorReply one && actual instanceof ErrorReply other
                ? one.code() == other.code()
                : Objects.equals(expected, actual);
    }
}
