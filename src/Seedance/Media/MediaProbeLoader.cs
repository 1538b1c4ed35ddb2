using System.Reflection;

namespace Seedance.Media;

/// <summary>Loads the media probe, and the library that it needs, from the folder MediaProbe beside this assembly.</summary>
/// <remarks>Another module may have loaded another version of that library, so ours is never looked up by its name alone.</remarks>
internal static class MediaProbeLoader
{
    private const string FileName = "Seedance.MediaProbe.dll";
    private const string TypeName = "Seedance.MediaProbe.FileProbe";

    private static readonly Lazy<IMediaProbe> _probe = new(Load);

    /// <summary>The probe, loaded at the first use.</summary>
    public static IMediaProbe Probe => _probe.Value;

    private static IMediaProbe Load()
    {
        var folder = Path.Combine(Path.GetDirectoryName(typeof(IMediaProbe).Assembly.Location)!, "MediaProbe");
        var type = LoadAssembly(folder, Path.Combine(folder, FileName)).GetType(TypeName, throwOnError: true)!;
        return (IMediaProbe)Activator.CreateInstance(type, nonPublic: true)!;
    }

#if NET
    private static Assembly LoadAssembly(string folder, string path) => new MediaProbeLoadContext(folder).LoadFromAssemblyPath(path);
#else
    private static Assembly LoadAssembly(string folder, string path)
    {
        // .NET Framework looks for what such a file needs neither beside it nor among what others have loaded, but asks this handler.
        AppDomain.CurrentDomain.AssemblyResolve += (_, request) =>
        {
            if (request.RequestingAssembly is not { IsDynamic: false } requester || !requester.Location.StartsWith(folder, StringComparison.OrdinalIgnoreCase))
            {
                return null;
            }

            var file = new AssemblyName(request.Name).Name + ".dll";
            var own = Path.Combine(folder, file);
            var shared = Path.Combine(Path.GetDirectoryName(folder)!, file);
            return File.Exists(own) ? Assembly.LoadFile(own) : File.Exists(shared) ? Assembly.LoadFrom(shared) : null;
        };
        return Assembly.LoadFile(path);
    }
#endif
}
