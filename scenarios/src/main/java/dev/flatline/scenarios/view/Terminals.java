package dev.flatline.scenarios.view;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Map;
import java.util.stream.Stream;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.terminal.TerminalBuilder.SystemOutput;

/** The standard streams of this process, and whether there is a terminal behind them. */
public final class Terminals {

    private Terminals() {}

    /** Standard output, in the character set of the terminal or the locale. */
    public static PrintWriter out() {
        return new PrintWriter(new FileOutputStream(FileDescriptor.out), false, charset());
    }

    /** Standard error, likewise. */
    public static PrintWriter err() {
        return new PrintWriter(new FileOutputStream(FileDescriptor.err), false, charset());
    }

    /**
     * The screen over {@code out}: live if standard output is a terminal. JLine is told to look at standard output alone;
     * left to itself it takes standard error for the terminal when output goes to a pipe.
     */
    public static Screen screen(PrintWriter out, Map<String, String> variables) {
        boolean unicode = charset().equals(StandardCharsets.UTF_8);
        try {
            Terminal terminal = TerminalBuilder.builder()
                    .system(true)
                    .systemOutput(SystemOutput.SysOut)
                    .dumb(true)
                    .build();
            boolean dumb = terminal.getType().startsWith(Terminal.TYPE_DUMB) || terminal.getWidth() == 0;
            return dumb
                    ? Screen.plain(out, new Style(unicode, false))
                    : new Screen(
                            out, true, terminal::getWidth, terminal::getHeight, new Style(unicode, colored(variables)));
        } catch (IOException noTerminal) {
            return Screen.plain(out, new Style(unicode, false));
        }
    }

    /** Whether colours are wanted: see no-color.org. */
    static boolean colored(Map<String, String> variables) {
        return variables.getOrDefault("NO_COLOR", "").isEmpty();
    }

    private static Charset charset() {
        return Stream.of("stdout.encoding", "sun.stdout.encoding", "native.encoding")
                .map(name -> System.getProperty(name, ""))
                .filter(name -> !name.isEmpty())
                .findFirst()
                .map(Terminals::charset)
                .orElse(StandardCharsets.UTF_8);
    }

    private static Charset charset(String name) {
        try {
            return Charset.forName(name);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
            return StandardCharsets.US_ASCII;
        }
    }
}
