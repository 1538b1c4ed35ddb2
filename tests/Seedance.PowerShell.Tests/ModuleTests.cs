using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Seedance.PowerShell.Tests;

/// <summary>What the shipped assemblies refer to and show.</summary>
public sealed class ModuleTests
{
    [Theory]
    [InlineData("Core")]
    [InlineData("Desktop")]
    public void Every_reference_of_every_shipped_dll_is_met_by_its_folder_by_the_one_above_or_by_the_framework(string edition)
    {
        var folder = Path.Combine(StagedModule.Folder, "bin", edition);
        var module = ShippedIn(folder);
        var probe = ShippedIn(Path.Combine(folder, "MediaProbe"));
        var given = FrameworkAssemblies(edition);

        // The probe may share what the module has, and the module must need nothing of the probe's.
        Assert.Empty(Unmet(folder, module, module, given, edition));
        Assert.Empty(Unmet(Path.Combine(folder, "MediaProbe"), probe, module.Concat(probe).ToDictionary(), given, edition));
    }

    [Fact]
    public void No_type_of_a_library_is_in_a_public_signature()
    {
        using var session = new PowerShellSession();
        session.Run("Connect-Seedance -Sandbox").AssertNoError();
        var library = AppDomain.CurrentDomain.GetAssemblies().Single(assembly => assembly.GetName().Name == "Seedance");
        var signatures = library.GetExportedTypes()
            .SelectMany(type => type.GetProperties().Select(property => property.PropertyType).Concat(type.GetMethods().Select(method => method.ReturnType)));

        Assert.DoesNotContain(signatures, type => type.Namespace?.StartsWith("System.Text.Json", StringComparison.Ordinal) == true);
    }

    private static Dictionary<string, AssemblyName> ShippedIn(string folder) =>
        Directory.EnumerateFiles(folder, "*.dll").ToDictionary(file => Path.GetFileNameWithoutExtension(file), AssemblyName.GetAssemblyName);

    private static IEnumerable<string> Unmet(string folder, Dictionary<string, AssemblyName> dlls, Dictionary<string, AssemblyName> shipped, Dictionary<string, Version> given, string edition)
    {
        // .NET Framework takes exactly the version that is asked for, and newer ones of its own assemblies alone.
        bool IsMet(AssemblyName reference) =>
            (given.TryGetValue(reference.Name!, out var version) && version >= reference.Version)
            || (shipped.TryGetValue(reference.Name!, out var beside) && beside.Version == reference.Version)
            || (edition == "Desktop" && reference.Name == "System.ValueTuple"); // DesktopAssemblies resolves it.
        return dlls.Keys.SelectMany(name => References(Path.Combine(folder, name + ".dll")).Where(reference => !IsMet(reference)).Select(reference => $"{name} needs {reference}"));
    }

    private static List<AssemblyName> References(string path)
    {
        using var file = new PEReader(File.OpenRead(path));
        var metadata = file.GetMetadataReader();
        return [.. metadata.AssemblyReferences.Select(handle => metadata.GetAssemblyReference(handle).GetAssemblyName())];
    }

    /// <summary>The oldest framework that the folder is for, and PowerShell's own assembly, which both editions bring.</summary>
    private static Dictionary<string, Version> FrameworkAssemblies(string edition)
    {
        var pack = edition == "Core" ? "microsoft.netcore.app.ref/8.*/ref/net8.0" : "microsoft.netframework.referenceassemblies.net472/*/build/.NETFramework/v4.7.2";
        var assemblies = Directory.EnumerateFiles(NuGetFolder(pack), "*.dll", SearchOption.AllDirectories)
            // Native code under a framework name.
            .Where(file => !Path.GetFileName(file).StartsWith("System.EnterpriseServices.", StringComparison.Ordinal))
            .Select(AssemblyName.GetAssemblyName)
            .GroupBy(name => name.Name!)
            .ToDictionary(group => group.Key, group => group.Max(name => name.Version)!);
        assemblies["System.Management.Automation"] = new Version(3, 0, 0, 0);
        return assemblies;
    }

    private static string NuGetFolder(string pattern)
    {
        var steps = pattern.Split('/');
        var package = Path.Combine(
            Environment.GetEnvironmentVariable("NUGET_PACKAGES") ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget/packages"),
            steps[0]);
        return Path.Combine([Directory.EnumerateDirectories(package, steps[1]).First(), .. steps[2..]]);
    }
}
