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
    private static readonly Assembly _assembly = typeof(PesterDiscoverer).Assembly;

    private static string TestFolder => Path.GetFullPath(_assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "TestFolder").Value!);

    /// <inheritdoc/>
    public void DiscoverTests(IEnumerable<string> sources, IDiscoveryContext discoveryContext, IMessageLogger logger, ITestCaseDiscoverySink discoverySink)
    {
        foreach (var test in sources.SelectMany(FindTests))
        {
            discoverySink.SendTestCase(test);
        }
    }

    /// <summary>The tests of this assembly; another one that has the adapter beside it has none.</summary>
    internal static IEnumerable<TestCase> FindTests(string source) => Path.GetFileNameWithoutExtension(source) != _assembly.GetName().Name
        ? []
        : Directory.EnumerateFiles(TestFolder, "*.Tests.ps1", SearchOption.AllDirectories).Order(StringComparer.Ordinal).SelectMany(PesterFile.Read).Select(test => test.ToTestCase(source));
}
