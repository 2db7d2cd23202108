package dev.flatline.chaos.tls;

import dev.flatline.chaos.data.DataException;
import dev.flatline.chaos.data.Fields;
import dev.flatline.wire.tls.KeyFiles;
import dev.flatline.wire.tls.Trust;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the TLS of a proxy from maps, such as YAML or JSON makes:
 *
 * <pre>{@code
 * listen: self-signed                               # or {certificate: cert.pem, key: key.pem}
 * upstream: system                                  # or insecure, or {certificate: ca.pem, server_name: example.org}
 * }</pre>
 *
 * <p>Either may be missing. {@code {trust: insecure, server_name: …}} names a server that is not checked. Files are looked
 * at when the proxy starts.
 */
public final class TlsReader {

    static final String SELF_SIGNED = "self-signed";
    private static final Map<String, Trust> TRUSTS =
            Map.of("system", Trust.Known.SYSTEM, "insecure", Trust.Known.INSECURE);

    private TlsReader() {}

    /**
     * Reads it.
     *
     * @param path the keys that lead there, such as {@code tls}
     * @throws DataException that names the key, what was found and what is accepted
     */
    public static ProxyTls read(@Nullable Object value, String path) {
        Fields fields = Fields.of(value, path, List.of("listen", "upstream"));
        return new ProxyTls(
                fields.has("listen")
                        ? Optional.of(listen(fields.value("listen"), fields.at("listen")))
                        : Optional.empty(),
                fields.has("upstream")
                        ? Optional.of(upstream(fields.value("upstream"), fields.at("upstream")))
                        : Optional.empty());
    }

    private static ListenTls listen(Object value, String path) {
        if (value.equals(SELF_SIGNED)) {
            return ListenTls.SELF_SIGNED;
        }
        if (!(value instanceof Map)) {
            throw Fields.bad(path, value, SELF_SIGNED + " or {certificate: FILE, key: FILE}");
        }
        Fields files = Fields.of(value, path, List.of("certificate", "key"));
        return new ListenTls(Optional.of(new KeyFiles(Path.of(files.text("certificate")), Path.of(files.text("key")))));
    }

    private static UpstreamTls upstream(Object value, String path) {
        if (value instanceof String word && TRUSTS.containsKey(word)) {
            return new UpstreamTls(TRUSTS.get(word), Optional.empty());
        }
        if (!(value instanceof Map)) {
            throw Fields.bad(path, value, "system, insecure or {certificate: FILE, server_name: NAME}");
        }
        Fields fields = Fields.of(value, path, List.of("trust", "certificate", "server_name"));
        if (fields.has("trust") && fields.has("certificate")) {
            throw new DataException(fields.at("certificate"), "beside trust; accepted is one of the two");
        }
        Trust trust = fields.has("certificate")
                ? new Trust.Certificates(Path.of(fields.text("certificate")))
                : fields.word("trust", TRUSTS, Trust.Known.SYSTEM);
        Optional<String> name = fields.has("server_name") ? Optional.of(fields.text("server_name")) : Optional.empty();
        return fields.made(() -> new UpstreamTls(trust, name));
    }
}
