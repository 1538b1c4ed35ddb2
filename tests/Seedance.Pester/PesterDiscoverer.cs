using System.ComponentModel;
using System.Reflection;
using Microsoft.VisualStudio.TestPlatform.ObjectModel;
using Microsoft.VisualStudio.TestPlatform.ObjectModel.Adapter;
using Microsoft.VisualStudio.TestPlatform.ObjectModel.Logging;

namespace Seedance.Pester;

/// <summary>Shows each It in tests/Pester as a test of this assembly.</summary>
[FileExtension(".dll")]
[DefaultExecutorUri(PesterExecutor.Address)]
[Category("managed")]
public sealed class PesterDiscoverer : ITestDiscoverer
{
    private static string TestFolder => Path.GetFullPath(typeof(PesterDiscoverer).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "TestFolder").Value!);

    /// <inheritdoc/>
    public void DiscoverTests(IEnumerable<string> sources, IDiscoveryContext discoveryContext, IMessageLogger logger, ITestCaseDiscoverySink discoverySink)
    {
        foreach (var test in sources.SelectMany(FindTests))
        {
            discoverySink.SendTestCase(test);
        }
    }

    internal static IEnumerable<TestCase> FindTests(string source) =>
        Directory.EnumerateFiles(TestFolder, "*.Tests.ps1", SearchOption.AllDirectories).Order(StringComparer.Ordinal).SelectMany(PesterFile.Read).Select(test =>
            new TestCase(test.FullName, new Uri(PesterExecutor.Address), source) { DisplayName = test.DisplayName, CodeFilePath = test.File, LineNumber = test.Line });
}
