package dev.flatline.loadgen;

import dev.flatline.core.connection.ClientIdentity;
import dev.flatline.core.load.ClientGroup;
import dev.flatline.core.load.ClientPlan;
import dev.flatline.core.load.RequestPlan;
import dev.flatline.core.load.Template;
import dev.flatline.core.text.PercentEncoding;
import dev.flatline.wire.DeflateOptions;
import dev.flatline.wire.UpgradeReplyReader;
import dev.flatline.wire.UpgradeRequest;
import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The upgrade request of one group's clients to one target: what is the same for all of them is formatted once, and only
 * what differs from client to client is written for each connection. Immutable.
 */
final class ClientRequest {

    private final String group;
    private final RequestPlan plan;
    private final UpgradeRequest fixed;
    /** The path where clients have their own; null where it is in the fixed part. */
    private final @Nullable Template path;

    private final List<OwnField> fields;
    private final boolean named;

    private ClientRequest(
            String group,
            RequestPlan plan,
            UpgradeRequest fixed,
            @Nullable Template path,
            List<OwnField> fields,
            boolean named) {
        this.group = group;
        this.plan = plan;
        this.fixed = fixed;
        this.path = path;
        this.fields = fields;
        this.named = named;
    }

    /** A header whose value differs from client to client. */
    private record OwnField(String name, Template value) {}

    /** The request of a group to a target, which says of every client who it is. */
    static ClientRequest of(ClientGroup group, Target target) {
        RequestPlan plan = group.client().request();
        List<String> columns = plan.rows().columns();
        Template path = Template.parse(path(group.client(), target), columns);
        UpgradeRequest request = path.isFixed()
                ? UpgradeRequest.to(target.authority(), fill(path, group.name(), PercentEncoding::of))
                : UpgradeRequest.to(target.authority());
        request = request.header(ClientIdentity.GROUP_HEADER, group.name());
        List<OwnField> fields = new ArrayList<>();
        for (RequestPlan.Header header : plan.headers()) {
            Template value = Template.parse(header.value(), columns);
            if (value.isFixed()) {
                request = request.header(header.name(), fill(value, group.name(), UnaryOperator.identity()));
            } else {
                fields.add(new OwnField(header.name(), value));
            }
        }
        List<String> subprotocols = subprotocols(group.client());
        request = subprotocols.isEmpty() ? request : request.offer(subprotocols);
        request = request.offer(plan.compression() ? DeflateOptions.ON : DeflateOptions.OFF);
        return new ClientRequest(group.name(), plan, request, path.isFixed() ? null : path, List.copyOf(fields), true);
    }

    /** The same request of somebody who is none of the fleet's clients, though it fills in what one of them would. */
    ClientRequest anonymous() {
        return new ClientRequest(group, plan, fixed, path, fields, false);
    }

    /** Appends the request of a client under a key. */
    void write(ByteBuf out, String key, int client) {
        if (path == null) {
            fixed.begin(out, key);
        } else {
            List<String> row = plan.rows().of(client);
            fixed.begin(out, path.fill(client, group, row, PercentEncoding::of), key);
        }
        if (named) {
            UpgradeRequest.field(out, ClientIdentity.HEADER, Integer.toString(client));
        }
        if (!fields.isEmpty()) {
            List<String> row = plan.rows().of(client);
            for (OwnField field : fields) {
                String value = field.value().fill(client, group, row, UnaryOperator.identity());
                UpgradeRequest.field(out, field.name(), value);
            }
        }
        UpgradeRequest.end(out);
    }

    /** The reader for the answer to a request under a key. */
    UpgradeReplyReader replyReader(String key) {
        return fixed.replyReader(key);
    }

    /** Whether it takes no connection without a subprotocol, as browsers do (WHATWG WebSockets, section 3). */
    boolean needsSubprotocol() {
        return fixed.offersSubprotocols();
    }

    /** The default path of a dialect stands in for a bare slash only, its query completes every other. */
    private static String path(ClientPlan client, Target target) {
        String spoken = client.dialect().path();
        String own = client.request().path();
        if (own.isEmpty() && target.path().equals("/")) {
            return escaped(spoken);
        }
        return withQuery(own.isEmpty() ? escaped(target.path()) : own, spoken);
    }

    /** What a dialect's servers must be asked, such as its version, is asked unless the path says it already. */
    private static String withQuery(String path, String spoken) {
        int question = spoken.indexOf('?');
        if (question < 0) {
            return path;
        }
        StringBuilder whole = new StringBuilder(path);
        boolean first = path.indexOf('?') < 0;
        for (String field : spoken.substring(question + 1).split("&", -1)) {
            String name = field.substring(0, field.indexOf('=') + 1);
            if (!path.contains("?" + name) && !path.contains("&" + name)) {
                whole.append(first ? '?' : '&').append(escaped(field));
                first = false;
            }
        }
        return whole.toString();
    }

    private static List<String> subprotocols(ClientPlan client) {
        List<String> own = client.request().subprotocols();
        return own.isEmpty() ? client.dialect().subprotocols() : own;
    }

    private static String escaped(String literal) {
        return literal.replace("{", "{{").replace("}", "}}");
    }

    private static String fill(Template fixed, String group, UnaryOperator<String> encode) {
        return fixed.fill(ClientIdentity.UNKNOWN, group, List.of(), encode);
    }
}
