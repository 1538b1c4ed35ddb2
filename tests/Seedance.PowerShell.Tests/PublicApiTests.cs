namespace Seedance.PowerShell.Tests;

/// <summary>A script that runs in one PowerShell runs in the other: both editions have the same public types and members.</summary>
public sealed class PublicApiTests
{
    /// <summary>What one edition alone needs, and no script uses.</summary>
    private static readonly string[] _desktopOnly = ["Seedance.PowerShell.DesktopAssemblies"];

    [Theory]
    [InlineData("Seedance.dll")]
    [InlineData("Seedance.PowerShell.dll")]
    [InlineData("Seedance.Sandbox.dll")]
    [InlineData("MediaProbe/Seedance.MediaProbe.dll")]
    public void Both_editions_have_the_same_public_types_and_members_with_the_same_signatures(string dll)
    {
        var core = PublicApi.Read(Path.Combine(StagedModule.Folder, "bin/Core", dll));
        var desktop = PublicApi.Read(Path.Combine(StagedModule.Folder, "bin/Desktop", dll)).Where(member => !_desktopOnly.Any(type => member.Contains(type, StringComparison.Ordinal)));

        Assert.Equal(core, desktop);
    }

    [Fact]
    public void What_is_compared_are_the_types_that_a_script_sees()
    {
        var api = PublicApi.Read(Path.Combine(StagedModule.Folder, "bin/Core/Seedance.dll"));

        Assert.Contains(api, member => member.StartsWith("Sealed Seedance.SeedanceGeneration: ", StringComparison.Ordinal));
        Assert.Contains("Seedance.SeedanceGeneration: property String Id", api);
        Assert.DoesNotContain(api, member => member.Contains("SeedanceClient", StringComparison.Ordinal));
    }

    [Fact]
    public void The_engine_is_not_shipped()
    {
        var shipped = Directory.EnumerateFiles(StagedModule.Folder, "*.dll", SearchOption.AllDirectories).Select(Path.GetFileName).ToList();

        Assert.Contains("Seedance.PowerShell.dll", shipped);
        Assert.DoesNotContain(shipped, name => name == "System.Management.Automation.dll" || name!.StartsWith("Microsoft.PowerShell.", StringComparison.OrdinalIgnoreCase));
    }
}
