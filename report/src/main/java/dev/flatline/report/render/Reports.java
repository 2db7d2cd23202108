package dev.flatline.report.render;

import dev.flatline.report.files.ResultFolder;
import dev.flatline.report.files.ResultFolderException;
import dev.flatline.report.files.WholeFile;
import dev.flatline.report.html.HtmlReport;
import dev.flatline.report.junit.JUnitXml;
import dev.flatline.report.markdown.Markdown;
import java.nio.file.Path;

/** Writes {@code report.html}, {@code summary.md} and {@code junit.xml} beside the files that they are made from. */
public final class Reports {

    private Reports() {}

    /**
     * Reads the folder of a run and writes each report in one step.
     *
     * @return the page
     * @throws ResultFolderException if the folder cannot be read or a report cannot be written
     */
    public static Path write(Path folder) throws ResultFolderException {
        ResultFolder run = ResultFolder.open(folder);
        WholeFile.write(folder.resolve(JUnitXml.FILE), JUnitXml.text(run));
        WholeFile.write(folder.resolve(Markdown.FILE), Markdown.text(run));
        Path page = folder.resolve(HtmlReport.FILE);
        WholeFile.write(page, HtmlReport.page(run));
        return page;
    }
}
