using Seedance.Help;

if (args is not [var module, var docs, var pages])
{
    await Console.Error.WriteLineAsync("Usage: Seedance.Help MODULE-FOLDER XML-DOCS-FOLDER PAGES-FOLDER");
    return 2;
}

var cmdlets = new CmdletReader(new XmlDocs(docs)).Read(Path.Combine(module, "bin", "Core", "Seedance.PowerShell.dll"));
HelpFile.Write(cmdlets, Path.Combine(module, "en-US", "Seedance.PowerShell.dll-Help.xml"));
HelpPages.Write(cmdlets, pages);
return 0;
