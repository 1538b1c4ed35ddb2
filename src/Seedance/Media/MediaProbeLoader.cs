using System.Reflection;

namespace Seedance.Media;

/// <summary>Loads the media probe, and the library that it needs, from the folder MediaProbe beside this assembly.</summary>
/// <remarks>Another module may have loaded another version of that library, so ours is never looked up by its name alone.</remarks>
internal static class MediaProbeLoader
{
    private const string AssemblyName = "Seedance.MediaProbe";
    private const string TypeName = "Seedance.MediaProbe.FileProbe";

    private static readonly Lazy<IMediaProbe> _probe = new(Load);

    /// <summary>The probe, loaded at the first use.</summary>
    public static IMediaProbe Probe => _probe.Value;

    private static IMediaProbe Load()
    {
        var folder = Path.Combine(Path.GetDirectoryName(typeof(IMediaProbe).Assembly.Location)!, "MediaProbe");
        var type = LoadAssembly(folder, Path.Combine(folder, AssemblyName + ".dll")).GetType(TypeName, throwOnError: true)!;
        return (IMediaProbe)Activator.CreateInstance(type, nonPublic: true)!;
    }

#if NET
    private static Assembly LoadAssembly(string folder, string path) => new MediaProbeLoadContext(folder).LoadFromAssemblyPath(path);
#else
    // .NET Framework loads versions of one library side by side, and looks for what a dll needs beside it. The rest lies one folder above.
    private static Assembly LoadAssembly(string folder, string path)
    {
        AppDomain.CurrentDomain.AssemblyResolve += (_, request) =>
        {
            var shared = Path.Combine(folder, "..", new AssemblyName(request.Name).Name + ".dll");
            return request.RequestingAssembly?.GetName().Name == AssemblyName && File.Exists(shared) ? Assembly.LoadFrom(Path.GetFullPath(shared)) : null;
        };
        return Assembly.LoadFrom(path);
    }
#endif
}
