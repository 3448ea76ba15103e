using System.Buffers.Binary;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;

namespace Engram.Peers;

/// <summary>Makes TorchSharp load where the system's C++ library is older than the one it was built with, as on Debian 12.</summary>
/// <remarks>
/// TorchSharp's glue asks for one symbol of GCC 13, <c>std::ios_base_library_init</c>, which does nothing. Its need is marked weak in the copy that
/// lies beside this program, and a library with an empty function of that name is loaded before it.
/// </remarks>
internal static partial class TorchLibrary
{
    private const string Needed = "GLIBCXX_3.4.32";
    private const string Source = "void _ZSt21ios_base_library_initv(void) {}";
    private const int Now = 2;
    private const int Global = 0x100;

    /// <summary>Does what is needed; nothing where the system's library is new enough. Call before the first use of TorchSharp.</summary>
    public static void MakeLoadable()
    {
        string? system = new[] { "x86_64-linux-gnu/", "aarch64-linux-gnu/", "" }
            .Select(folder => $"/usr/lib/{folder}libstdc++.so.6").Append("/usr/lib64/libstdc++.so.6").FirstOrDefault(File.Exists);
        if (system is null || File.ReadAllBytes(system).AsSpan().IndexOf(Encoding.ASCII.GetBytes(Needed + '\0')) >= 0)
            return;
        string glue = Path.Combine(AppContext.BaseDirectory, "libLibTorchSharp.so");
        byte[] file = File.ReadAllBytes(glue);
        if (MarkNeedWeak(file) > 0)
            File.WriteAllBytes(glue, file);
        string missing = Path.Combine(AppContext.BaseDirectory, "libiosinit.so");
        if (!File.Exists(missing))
            Compile(missing);
        if (Open(missing, Now | Global) == 0)
            throw new InvalidOperationException($"{missing} cannot be loaded. Delete it and try again.");
    }

    // An ELF file of 64 bits lists in its sections of type GNU_verneed which versions of which libraries it needs. Each need has a hash, flags
    // (2 is weak), the offset of its name, and the offset of the next.
    private static int MarkNeedWeak(Span<byte> file)
    {
        const uint VersionNeeds = 0x6ffffffe;
        const ushort Weak = 2;
        int marked = 0;
        int sections = (int)BinaryPrimitives.ReadUInt64LittleEndian(file[0x28..]);
        int size = BinaryPrimitives.ReadUInt16LittleEndian(file[0x3A..]), count = BinaryPrimitives.ReadUInt16LittleEndian(file[0x3C..]);
        for (int i = 0; i < count; i++)
        {
            Span<byte> section = file.Slice(sections + (i * size), size);
            if (BinaryPrimitives.ReadUInt32LittleEndian(section[4..]) != VersionNeeds)
                continue;
            int names = (int)BinaryPrimitives.ReadUInt64LittleEndian(
                file[(sections + ((int)BinaryPrimitives.ReadUInt32LittleEndian(section[0x28..]) * size) + 0x18)..]);
            foreach (int need in Needs(file, (int)BinaryPrimitives.ReadUInt64LittleEndian(section[0x18..])))
            {
                ReadOnlySpan<byte> name = file[(names + (int)BinaryPrimitives.ReadUInt32LittleEndian(file[(need + 8)..]))..];
                ushort flags = BinaryPrimitives.ReadUInt16LittleEndian(file[(need + 4)..]);
                if ((flags & Weak) != 0 || Encoding.ASCII.GetString(name[..name.IndexOf((byte)0)]) != Needed)
                    continue;
                BinaryPrimitives.WriteUInt16LittleEndian(file[(need + 4)..], (ushort)(flags | Weak));
                marked++;
            }
        }

        return marked;
    }

    private static List<int> Needs(ReadOnlySpan<byte> file, int library)
    {
        List<int> needs = [];
        for (uint nextLibrary = 1; nextLibrary != 0; library += (int)nextLibrary)
        {
            nextLibrary = BinaryPrimitives.ReadUInt32LittleEndian(file[(library + 12)..]);
            int need = library + (int)BinaryPrimitives.ReadUInt32LittleEndian(file[(library + 8)..]);
            for (int left = BinaryPrimitives.ReadUInt16LittleEndian(file[(library + 2)..]); left > 0; left--)
            {
                needs.Add(need);
                need += (int)BinaryPrimitives.ReadUInt32LittleEndian(file[(need + 12)..]);
            }
        }

        return needs;
    }

    private static void Compile(string library)
    {
        ProcessStartInfo start = new("gcc", ["-shared", "-fPIC", "-O2", "-x", "c", "-", "-o", library]) { RedirectStandardInput = true };
        using Process gcc = Process.Start(start)!;
        gcc.StandardInput.Write(Source);
        gcc.StandardInput.Close();
        gcc.WaitForExit();
        if (gcc.ExitCode != 0)
            throw new InvalidOperationException($"gcc could not make {library}, which TorchSharp needs on this system. Install gcc and try again.");
    }

    [LibraryImport("libc", EntryPoint = "dlopen", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint Open(string path, int flags);
}
