package dev.flatline.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One element of a Sec-WebSocket-Extensions header (RFC 6455, section 9.1): an offer in a request, an agreement in an
 * answer. Names are compared as they are written.
 *
 * @param parameters in the order of the header, repeated ones and all
 */
public record Extension(String name, List<Parameter> parameters) {

    /**
     * A parameter of an extension.
     *
     * @param value without the quotes it may have had; empty if the name stands alone
     */
    public record Parameter(String name, Optional<String> value) {}

    public Extension {
        parameters = List.copyOf(parameters);
    }

    /** The elements of a header's value, none for null; null if the value does not follow the grammar. */
    static @Nullable List<Extension> parse(@Nullable String header) {
        List<Extension> extensions = new ArrayList<>();
        if (header == null) {
            return extensions;
        }
        Scanner scanner = new Scanner(header);
        do {
            // A list may have empty elements (RFC 9110, section 5.6.1).
            if (!scanner.elementIsEmpty()) {
                Extension extension = scanner.extension();
                if (extension == null) {
                    return null;
                }
                extensions.add(extension);
            }
        } while (scanner.take(','));
        return scanner.isAtEnd() ? extensions : null;
    }

    /** Steps through a value; blanks may stand around every separator. */
    private static final class Scanner {
        private final String text;
        private int at;

        Scanner(String text) {
            this.text = text;
        }

        @Nullable Extension extension() {
            String name = token();
            if (name == null) {
                return null;
            }
            List<Parameter> parameters = new ArrayList<>();
            while (take(';')) {
                Parameter parameter = parameter();
                if (parameter == null) {
                    return null;
                }
                parameters.add(parameter);
            }
            return new Extension(name, parameters);
        }

        private @Nullable Parameter parameter() {
            String name = token();
            if (name == null) {
                return null;
            }
            if (!take('=')) {
                return new Parameter(name, Optional.empty());
            }
            String value = take('"') ? quoted() : token();
            return value == null ? null : new Parameter(name, Optional.of(value));
        }

        private @Nullable String token() {
            skipBlanks();
            int start = at;
            while (at < text.length() && HttpHead.isToken(text, at, at + 1)) {
                at++;
            }
            return at == start ? null : text.substring(start, at);
        }

        /** The rest of a quoted string, which must be a token once it is unquoted. */
        private @Nullable String quoted() {
            StringBuilder value = new StringBuilder();
            while (at < text.length()) {
                char c = text.charAt(at++);
                if (c == '"') {
                    return HttpHead.isToken(value.toString(), 0, value.length()) ? value.toString() : null;
                }
                if (c == '\\' && at < text.length()) {
                    c = text.charAt(at++);
                }
                value.append(c);
            }
            return null;
        }

        boolean take(char separator) {
            skipBlanks();
            boolean found = at < text.length() && text.charAt(at) == separator;
            if (found) {
                at++;
            }
            return found;
        }

        boolean elementIsEmpty() {
            skipBlanks();
            return isAtEnd() || text.charAt(at) == ',';
        }

        boolean isAtEnd() {
            return at == text.length();
        }

        private void skipBlanks() {
            while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
                at++;
            }
        }
    }
}
